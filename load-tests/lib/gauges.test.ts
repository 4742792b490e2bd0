import { expect, test } from 'vitest';
import { gaugesIn, isEmpty } from './gauges.ts';

const metrics = (rooms: number): string => `# HELP foyer_rooms Rooms right now
# TYPE foyer_rooms gauge
foyer_rooms ${rooms.toFixed(1)}
foyer_rooms_other 7.0
foyer_participants 0.0
foyer_sockets 0.0
`;

test('reads the gauges', () => {
  expect(gaugesIn(metrics(3))).toEqual({
    foyer_rooms: 3,
    foyer_participants: 0,
    foyer_sockets: 0,
  });
});

test('a server is empty when all of them are 0', () => {
  expect(isEmpty(metrics(0))).toBe(true);
  expect(isEmpty(metrics(1))).toBe(false);
});

test('a server that does not tell is not empty', () => {
  expect(isEmpty('')).toBe(false);
  expect(isEmpty('foyer_rooms 0.0\nfoyer_sockets 0.0\n')).toBe(false);
});
