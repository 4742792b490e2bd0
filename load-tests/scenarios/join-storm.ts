// Everybody comes at once: rooms fill, the first of each room is host and lets the others in.
import { Rate, Trend } from 'k6/metrics';
import { pause } from '../lib/time.ts';
import type { Participant } from '../lib/participant.ts';
import { reportOf } from '../k6/report.ts';
import { MOST_ROOMS, MOST_USERS, RoomOfPeople } from '../k6/room.ts';
import { commonThresholds, completes, tell, TREND_STATS } from '../k6/run.ts';
import { amount, count } from '../k6/settings.ts';
import { time } from '../k6/time.ts';

const ROOMS = count('ROOMS', 40, MOST_ROOMS);
const USERS = count('USERS', 5, MOST_USERS);
/** Seconds over which they come. */
const RAMP = amount('RAMP', 10);
/** Seconds for which they stay once the last should be in. */
const HOLD = amount('HOLD', 5);
const P95_MS = amount('P95_MS', 200);
const P99_MS = amount('P99_MS', 500);
const MIN_SUCCESS = amount('MIN_SUCCESS', 0.99);

const joined = new Rate('joined');
const knocked = new Rate('joined_by_knocking');
const joinMs = new Trend('join_ms', true);
const ackMs = new Trend('join_ack_ms', true);
const connectMs = new Trend('connect_ms', true);

export { setup, teardown } from '../k6/run.ts';

export const options = {
  scenarios: {
    storm: {
      executor: 'per-vu-iterations',
      vus: ROOMS,
      iterations: 1,
      maxDuration: `${RAMP + HOLD + 60}s`,
    },
  },
  summaryTrendStats: TREND_STATS,
  thresholds: {
    ...commonThresholds(ROOMS),
    joined: [MIN_SUCCESS >= 1 ? 'rate==1' : `rate>${MIN_SUCCESS}`],
    join_ms: [`p(95)<${P95_MS}`, `p(99)<${P99_MS}`],
  },
};

export const handleSummary = reportOf('join-storm', { ROOMS, USERS, RAMP, HOLD });

export default function joinStorm(): Promise<void> {
  return completes(async () => {
    const began = time.nowMs();
    const room = new RoomOfPeople('storm', USERS);
    const host = arrive(room, 0, began, Promise.resolve());
    const guests = Array.from({ length: USERS - 1 }, (_, at) => arrive(room, at + 1, began, host));
    const people = await Promise.all([host, ...guests]);
    await pause(time, began + (RAMP + HOLD) * 1000 - time.nowMs());
    const inTheRoom = people.filter((person) => person !== null);
    await Promise.all(inTheRoom.map(({ connection }) => connection.sayGoodbye()));
  });
}

/** Comes in its turn: the hosts first, then somebody of every room, and so on. */
async function arrive(
  room: RoomOfPeople,
  index: number,
  began: number,
  host: Promise<unknown>,
): Promise<Participant | null> {
  const turn = (index * ROOMS + room.index) / (ROOMS * USERS);
  await pause(time, began + RAMP * 1000 * turn - time.nowMs());
  await host;
  try {
    const connecting = time.nowMs();
    const person = await room.person(index);
    connectMs.add(time.nowMs() - connecting);
    if (index === 0) person.approveAll(tell);
    const entry = await person.join();
    ackMs.add(entry.ackMs);
    joinMs.add(entry.inMs);
    joined.add(entry.admission.isHost === (index === 0));
    knocked.add(entry.knocked);
    return person;
  } catch (failure) {
    joined.add(false);
    tell(failure);
    return null;
  }
}
