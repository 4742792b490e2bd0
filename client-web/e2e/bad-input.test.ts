import { createSocket, type Socket } from 'node:dgram';
import { expect, inject, test } from 'vitest';
import { badDatagram } from './bad-datagrams';
import { seeAndHearEachOther, sees } from './person';
import { Random } from './random';
import { Room } from './room';
import { figure, pause } from './until';

const SEED = 20_260_501;
const DATAGRAMS = 200_000;
const BATCH = 200;
const BATCH_EVERY_MS = 10;
const SOCKETS = 16;

function send(socket: Socket, datagram: Buffer, port: number): Promise<void> {
  return new Promise((sent) => {
    socket.send(datagram, port, '127.0.0.1', () => {
      sent();
    });
  });
}

/** From sixteen addresses, 20,000 a second, so that what is lost is not lost in the kernel's queue. */
async function flood(ports: number[]): Promise<void> {
  const random = new Random(SEED);
  const sockets = Array.from({ length: SOCKETS }, () =>
    createSocket('udp4').on('error', () => undefined),
  );
  let due = performance.now();
  for (let sent = 0; sent < DATAGRAMS; sent += BATCH) {
    const batch: Promise<void>[] = [];
    for (let i = 0; i < BATCH; i++) {
      const socket = sockets[random.below(SOCKETS)];
      const port = ports[random.below(ports.length)];
      if (socket !== undefined && port !== undefined) {
        batch.push(send(socket, badDatagram(random), port));
      }
    }
    await Promise.all(batch);
    due += BATCH_EVERY_MS;
    await pause(Math.max(0, due - performance.now()));
  }
  for (const socket of sockets) socket.close();
}

/** Looks again and again until something else is over. */
async function countLooks(meanwhile: Promise<void>, look: () => Promise<void>): Promise<number> {
  const state = { over: false };
  const ending = meanwhile.finally(() => (state.over = true));
  let looks = 0;
  for (; !state.over; looks++) {
    await look();
    await pause(500);
  }
  await ending;
  return looks;
}

/** What was dropped, by reason, as the metrics have it. */
async function drops(url: string): Promise<Map<string, number>> {
  const answer = await fetch(`${url}/metrics`);
  if (!answer.ok) return new Map();
  const found = new Map<string, number>();
  for (const line of (await answer.text()).split('\n')) {
    const [, reason, count] = /^\w*drop\w*\{[^}]*reason="([^"]+)"[^}]*\} (\S+)/.exec(line) ?? [];
    if (reason !== undefined) found.set(reason, (found.get(reason) ?? 0) + Number(count));
  }
  return found;
}

test(`a call goes on under ${DATAGRAMS} bad datagrams, seed ${SEED}`, async () => {
  const { url, rtcPorts } = inject('server');
  const room = new Room();
  const ada = await room.joinedBy('Ada');
  const ben = await room.joinedBy('Ben');
  await seeAndHearEachOther([ada, ben]);
  const before = await drops(url);

  const looks = await countLooks(flood(rtcPorts), async () => {
    await Promise.all([sees(ada, ben, 'camera', 3_000), sees(ben, ada, 'camera', 3_000)]);
  });

  await seeAndHearEachOther([ada, ben]);
  expect(looks).toBeGreaterThan(5);
  const after = await drops(url);
  if (after.size === 0) {
    figure('/metrics does not say what was dropped');
    return;
  }
  const counted = [...after].map(
    ([reason, count]) => [reason, count - (before.get(reason) ?? 0)] as const,
  );
  figure(counted.map(([reason, count]) => `${reason} ${count}`).join(', '));
  const total = counted.reduce((sum, [, count]) => sum + count, 0);
  expect(total).toBeGreaterThan(DATAGRAMS / 2);
});
