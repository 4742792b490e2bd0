import { expect, onTestFinished, test } from 'vitest';
import { sees } from './person';
import { Room } from './room';
import { startServer, type Server } from './server';
import { figure, pause, quietMachine } from './until';

const WATCHED_MS = 10_000;
const READY_MS = 3_000;
/** Of a core, for three people. */
const MOST_IDLE = 0.02;
const QUIET_WITHIN_MS = 15_000;

/** A server of this test's own: what it uses is what this test's people cost. */
async function ownServer(): Promise<Server> {
  await quietMachine(QUIET_WITHIN_MS);
  const server = await startServer();
  onTestFinished(() => server.stop());
  return server;
}

/** Share of one core that the process uses. */
async function load(server: Server): Promise<number> {
  const before = await server.cpuMs();
  const began = performance.now();
  await pause(WATCHED_MS);
  return ((await server.cpuMs()) - before) / (performance.now() - began);
}

test('an empty server is ready within 3 s and rests below 150 MB', async () => {
  let server = await ownServer();
  // A machine that is busy with something else only makes a start slower: the fastest of three counts.
  const starts = [server.readyAfterMs];
  while (Math.min(...starts) >= READY_MS && starts.length < 3) {
    await server.stop();
    server = await ownServer();
    starts.push(server.readyAfterMs);
  }
  await pause(2_000);
  const resident = await server.residentMb();

  const ready = starts.map((ms) => ms.toFixed(0)).join(', ');
  figure(`ready after ${ready} ms, ${resident.toFixed(0)} MB`);
  expect(Math.min(...starts)).toBeLessThan(READY_MS);
  expect(resident).toBeLessThan(150);
}, 120_000);

test('people who send nothing cost nothing', async () => {
  const server = await ownServer();
  await pause(2_000);
  const empty = await load(server);
  const room = new Room(server.url);
  const people = [
    await room.joinedBy('Ada'),
    await room.joinedBy('Ben'),
    await room.joinedBy('Cleo'),
  ];
  const [ada, ben] = people;
  if (ada === undefined || ben === undefined) throw new Error('nobody came');
  await sees(ada, ben);
  const busy = await load(server);

  for (const person of people) {
    await person.press('Mute microphone');
    await person.press('Turn camera off');
  }
  await ada.seesNothingOf(ben, 'camera');
  await pause(2_000);
  // What the call made worth compiling is still being compiled for a while: the least of three counts.
  let muted = await load(server);
  for (let more = 0; more < 2 && muted - empty >= MOST_IDLE; more++) {
    muted = Math.min(muted, await load(server));
  }

  const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
  figure(
    `of a core: empty ${percent(empty)}, three talking ${percent(busy)}, three silent ${percent(muted)}`,
  );
  expect(muted - empty).toBeLessThan(MOST_IDLE);
}, 150_000);
