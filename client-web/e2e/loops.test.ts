// A room that is on several media loops of the server, as large ones are: nobody in it knows.
import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { seeAndHearEachOther } from './person';
import { Room } from './room';
import { startServer } from './server';
import { figure } from './until';

const DEBUG_TOKEN = randomBytes(24).toString('hex');

type Report = {
  participants: { transports: { loop: number }[] }[];
  pipes?: unknown[];
};

test('people on two loops see and hear each other', async () => {
  const server = await startServer({
    keys: {
      FOYER_LOOPS: '2',
      FOYER_CONSUMERS_PER_LOOP: '1',
      FOYER_DEBUG_TOKEN: DEBUG_TOKEN,
    },
  });
  onTestFinished(() => server.stop());
  const room = new Room(server.url);
  const people = [
    await room.joinedBy('Ada'),
    await room.joinedBy('Ben'),
    await room.joinedBy('Cleo'),
  ];
  await seeAndHearEachOther(people, 10_000);

  const answer = await fetch(`${server.url}/debug/rooms/${room.id}`, {
    headers: { Authorization: `Bearer ${DEBUG_TOKEN}` },
  });
  const report = (await answer.json()) as Report;
  const loops = report.participants.flatMap(({ transports }) => transports.map(({ loop }) => loop));
  figure(`transports on loops ${loops.join(', ')}; ${report.pipes?.length ?? 0} pipes`);
  expect(new Set(loops)).toEqual(new Set([0, 1]));
  expect(people.flatMap(({ complaints }) => complaints)).toEqual([]);
}, 90_000);
