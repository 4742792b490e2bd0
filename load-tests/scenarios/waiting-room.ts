// Guests knock: they are let in, turned away, give up, have an invite, or wait until the room ends.
import { Trend } from 'k6/metrics';
import { isRecord } from '../lib/framing.ts';
import type { Participant } from '../lib/participant.ts';
import { admission, errorOf, textOf } from '../lib/protocol.ts';
import { pause } from '../lib/time.ts';
import { expectRightAnswers, judge, rightAnswers } from '../k6/right.ts';
import { reportOf } from '../k6/report.ts';
import { MOST_ROOMS, RoomOfPeople } from '../k6/room.ts';
import { commonThresholds, completes, setup as emptyServer, TREND_STATS } from '../k6/run.ts';
import { amount, count } from '../k6/settings.ts';
import { time } from '../k6/time.ts';

const ROOMS = count('ROOMS', 20, MOST_ROOMS);
/** Of each of the kinds of guests in a room: with the host and the invited, they fit. */
const GUESTS = count('GUESTS', 3, 7);
/** Seconds over which the rooms begin. */
const RAMP = amount('RAMP', 5);
const P95_MS = amount('P95_MS', 200);
const P99_MS = amount('P99_MS', 500);

const approveMs = new Trend('approve_to_in_ms', true);
const knockMs = new Trend('knock_ack_ms', true);

const EACH = ROOMS * GUESTS;

const TIMES: Record<string, number> = {
  'knock is pending': 3 * EACH + ROOMS,
  'host is told of the knock': 3 * EACH,
  'pending lists the guest': EACH,
  'guest cannot let itself in': EACH,
  'approve is ok': EACH,
  'approved guest is in': EACH,
  'approved guest is not pending': EACH,
  'deny is ok': EACH,
  'denied guest is told': EACH,
  'denied guest is not pending': EACH,
  'guest that gave up is canceled': EACH,
  'invited guest is in at once': EACH,
  'used invite is a knock': EACH,
  'end of the room denies who waits': ROOMS,
};

export { teardown } from '../k6/run.ts';

export function setup(): void {
  emptyServer();
  expectRightAnswers(TIMES);
}

export const options = {
  scenarios: {
    rooms: {
      executor: 'per-vu-iterations',
      vus: ROOMS,
      iterations: 1,
      maxDuration: `${RAMP + 90}s`,
    },
  },
  summaryTrendStats: TREND_STATS,
  thresholds: {
    ...commonThresholds(ROOMS),
    ...rightAnswers(TIMES),
    approve_to_in_ms: [`p(95)<${P95_MS}`, `p(99)<${P99_MS}`],
  },
};

export const handleSummary = reportOf('waiting-room', { ROOMS, GUESTS, RAMP });

export default function waitingRoom(): Promise<void> {
  return completes(async () => {
    const room = new RoomOfPeople('waiting', 5 * GUESTS + 2);
    await pause(time, (RAMP * 1000 * room.index) / ROOMS);
    const host = await room.person(0);
    await host.join();
    const inside = await Promise.all(
      Array.from({ length: GUESTS }, async (_, at) => {
        const indexes = Array.from({ length: 5 }, (__, kind) => 1 + at * 5 + kind);
        const [approved, denied, quitter, invited, late] = await Promise.all(
          indexes.map((index) => room.person(index)),
        );
        if (!approved || !denied || !quitter || !invited || !late) throw new Error('nobody came');
        await Promise.all([isApproved(host, approved), isDenied(host, denied)]);
        await Promise.all([givesUp(host, quitter), isInvited(host, invited, late)]);
        await Promise.all([denied, late].map(({ connection }) => connection.sayGoodbye()));
        return [approved, invited];
      }),
    );
    await roomEnds([host, ...inside.flat()], await room.person(5 * GUESTS + 1));
  });
}

async function knocks(guest: Participant): Promise<void> {
  const began = time.nowMs();
  const answer = await guest.answer('join-room', guest.knock);
  knockMs.add(time.nowMs() - began);
  judge('knock is pending', textOf(answer, 'status') === 'pending', answer);
}

/** Whether an event comes. */
function hears(
  who: Participant,
  event: string,
  suits?: (payload: unknown) => boolean,
): Promise<boolean> {
  return who.connection.next(event, suits).then(
    () => true,
    () => false,
  );
}

const isOf = (guest: Participant) => (payload: unknown) =>
  textOf(payload, 'userId') === guest.userId;

/** A knock that the host hears of. */
async function knocksAt(host: Participant, guest: Participant): Promise<void> {
  const request = host.connection.next('pending-join-request', isOf(guest));
  await knocks(guest);
  const told = await request;
  judge('host is told of the knock', textOf(told, 'name') === guest.knock.name, told);
}

async function isApproved(host: Participant, guest: Participant): Promise<void> {
  await knocksAt(host, guest);
  const pending = await host.answer('get-pending');
  const list = isRecord(pending) && Array.isArray(pending.pending) ? pending.pending : [];
  judge('pending lists the guest', list.some(isOf(guest)), pending);
  const own = await guest.answer('approve-join', { userId: guest.userId });
  judge('guest cannot let itself in', errorOf(own) === 'not-host', own);

  const letIn = guest.connection.next('join-approved');
  const began = time.nowMs();
  const answer = host.answer('approve-join', { userId: guest.userId });
  const way = await letIn;
  approveMs.add(time.nowMs() - began);
  judge('approve is ok', isOk(await answer), await answer);
  judge('approved guest is in', admission(way)?.isHost === false, way);
  const again = await host.answer('approve-join', { userId: guest.userId });
  judge('approved guest is not pending', errorOf(again) === 'not-pending', again);
}

async function isDenied(host: Participant, guest: Participant): Promise<void> {
  await knocksAt(host, guest);
  const denied = hears(guest, 'join-denied');
  const answer = await host.answer('deny-join', { userId: guest.userId });
  judge('deny is ok', isOk(answer), answer);
  judge('denied guest is told', await denied, null);
  const again = await host.answer('deny-join', { userId: guest.userId });
  judge('denied guest is not pending', errorOf(again) === 'not-pending', again);
}

async function givesUp(host: Participant, guest: Participant): Promise<void> {
  await knocksAt(host, guest);
  const canceled = hears(host, 'pending-canceled', isOf(guest));
  await guest.connection.sayGoodbye();
  judge('guest that gave up is canceled', await canceled, null);
}

async function isInvited(host: Participant, guest: Participant, late: Participant): Promise<void> {
  const invite = textOf(await host.ask('create-invite'), 'token');
  const answer = await guest.answer('join-room', { ...guest.knock, invite });
  const bypassed = isRecord(answer) && answer.bypassed === true;
  judge('invited guest is in at once', bypassed && admission(answer)?.isHost === false, answer);
  const second = await late.answer('join-room', { ...late.knock, invite });
  judge('used invite is a knock', textOf(second, 'status') === 'pending', second);
}

/** All leave while somebody waits. */
async function roomEnds(inside: readonly Participant[], guest: Participant): Promise<void> {
  await knocks(guest);
  const denied = hears(guest, 'join-denied');
  await Promise.all(inside.map(({ connection }) => connection.sayGoodbye()));
  judge('end of the room denies who waits', await denied, null);
  await guest.connection.sayGoodbye();
}

function isOk(answer: unknown): boolean {
  return isRecord(answer) && answer.ok === true;
}
