import { expect, test } from 'vitest';
import { Deliveries } from './deliveries.ts';

const after = (...heard: [string, number][]): number => {
  const deliveries = new Deliveries();
  for (const [sender, at] of heard) deliveries.heard(sender, at);
  expect(deliveries.received).toBe(heard.length);
  return deliveries.disordered;
};

test('senders may come in between each other', () => {
  expect(after(['a', 0], ['b', 0], ['b', 1], ['a', 1], ['a', 2])).toBe(0);
});

test('a repeated message, a swapped pair and a gap are seen', () => {
  expect(after(['a', 0], ['a', 0])).toBe(1);
  expect(after(['a', 1], ['a', 0])).toBe(2);
  expect(after(['a', 0], ['a', 2])).toBe(1);
});

test('a first message that is lost is seen', () => {
  expect(after(['a', 1])).toBe(1);
});
