// Everybody writes, everybody reads: nothing is lost, and each sender's messages stay in order.
import { Counter, Rate, Trend } from 'k6/metrics';
import { Deliveries } from '../lib/deliveries.ts';
import { isRecord } from '../lib/framing.ts';
import type { Participant } from '../lib/participant.ts';
import { textOf } from '../lib/protocol.ts';
import { pause } from '../lib/time.ts';
import { reportOf } from '../k6/report.ts';
import { MOST_ROOMS, MOST_USERS, RoomOfPeople } from '../k6/room.ts';
import { commonThresholds, completes, setup as emptyServer, tell, TREND_STATS } from '../k6/run.ts';
import { amount, count } from '../k6/settings.ts';
import { time } from '../k6/time.ts';

const ROOMS = count('ROOMS', 20, MOST_ROOMS);
const USERS = count('USERS', 5, MOST_USERS);
/** Messages a second and person; the server takes 5. */
const RATE = amount('RATE', 2);
/** Seconds. */
const DURATION = amount('DURATION', 20);
/** Characters of a message. */
const SIZE = count('SIZE', 300, 2_000);
const P95_MS = amount('P95_MS', 200);
const P99_MS = amount('P99_MS', 500);

const MESSAGES = Math.floor(DURATION * RATE);
const HISTORY = 200;
const SETTLE_MS = 5_000;

const deliveryMs = new Trend('delivery_ms', true);
const ackMs = new Trend('send_ack_ms', true);
const delivered = new Counter('delivered');
const disordered = new Counter('out_of_order');
const misattributed = new Counter('misattributed');
const historyComplete = new Rate('history_complete');

export { teardown } from '../k6/run.ts';

export function setup(): void {
  emptyServer();
  for (const counter of [delivered, disordered, misattributed]) counter.add(0);
}

export const options = {
  scenarios: {
    rooms: {
      executor: 'per-vu-iterations',
      vus: ROOMS,
      iterations: 1,
      maxDuration: `${DURATION + 60}s`,
    },
  },
  summaryTrendStats: TREND_STATS,
  thresholds: {
    ...commonThresholds(ROOMS),
    delivered: [`count==${ROOMS * USERS * USERS * MESSAGES}`],
    out_of_order: ['count==0'],
    misattributed: ['count==0'],
    history_complete: ['rate==1'],
    delivery_ms: [`p(95)<${P95_MS}`, `p(99)<${P99_MS}`],
  },
};

export const handleSummary = reportOf('chat', { ROOMS, USERS, RATE, DURATION, SIZE });

export default function chat(): Promise<void> {
  return completes(async () => {
    const room = new RoomOfPeople('chat', USERS);
    const people: Participant[] = [];
    for (let index = 0; index < USERS; index++) {
      const person = await room.person(index);
      if (index === 0) person.approveAll(tell);
      await person.join();
      people.push(person);
    }
    const heard = people.map(listen);
    await Promise.all(people.map(write));
    const all = USERS * MESSAGES;
    const deadline = time.nowMs() + SETTLE_MS;
    while (heard.some(({ received }) => received < all) && time.nowMs() < deadline) {
      await pause(time, 50);
    }
    for (const deliveries of heard) disordered.add(deliveries.disordered);
    for (const person of people.slice(0, 1)) await readHistory(person, all);
    await Promise.all(people.map(({ connection }) => connection.sayGoodbye()));
  });
}

async function write(person: Participant): Promise<void> {
  // Not all in the same moment.
  await pause(time, (Math.random() * 1000) / RATE);
  const began = time.nowMs();
  const acks: Promise<void>[] = [];
  for (let at = 0; at < MESSAGES; at++) {
    await pause(time, began + (at * 1000) / RATE - time.nowMs());
    acks.push(send(person, at).catch(tell));
  }
  await Promise.all(acks);
}

async function send(person: Participant, at: number): Promise<void> {
  const sentMs = time.nowMs();
  const message = `${person.userId} ${at} ${sentMs} `.padEnd(SIZE, 'x');
  await person.ask('send-chat-message', { message });
  ackMs.add(time.nowMs() - sentMs);
}

function listen(person: Participant): Deliveries {
  const deliveries = new Deliveries();
  person.connection.on('receive-chat-message', (payload) => {
    const [writer = '', at, sentMs] = (textOf(payload, 'message') ?? '').split(' ');
    deliveryMs.add(time.nowMs() - Number(sentMs));
    delivered.add(1);
    deliveries.heard(writer, Number(at));
    if (textOf(payload, 'userId') !== writer) misattributed.add(1);
  });
  return deliveries;
}

async function readHistory(person: Participant, all: number): Promise<void> {
  const history = person.connection.next('receive-chat-history', Array.isArray);
  person.connection.emit('get-chat-history', person.roomId);
  const messages = await history;
  const expected = Math.min(all, HISTORY);
  historyComplete.add(
    Array.isArray(messages) && messages.length === expected && messages.every(isRecord),
  );
}
