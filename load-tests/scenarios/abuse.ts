// Bad people do all they can; good people are served as if they were not there.
import exec from 'k6/execution';
import http from 'k6/http';
import { Counter, Rate, Trend } from 'k6/metrics';
import { burst, isProper } from '../lib/abuser.ts';
import { TurnedAway, type Connection } from '../lib/connection.ts';
import { NONSENSE_FRAMES, NONSENSE_GOODBYES, nonsensePayloads } from '../lib/nonsense.ts';
import type { Participant } from '../lib/participant.ts';
import { errorOf, EVENTS, textOf } from '../lib/protocol.ts';
import { pause, within } from '../lib/time.ts';
import { reportOf } from '../k6/report.ts';
import { MOST_ROOMS, RoomOfPeople } from '../k6/room.ts';
import { commonThresholds, completes, setup as emptyServer, tell, TREND_STATS } from '../k6/run.ts';
import { amount, BASE_URL, count } from '../k6/settings.ts';
import { time } from '../k6/time.ts';
import { connect, headersOf } from '../k6/wire.ts';

/** Rooms of good people. */
const ROOMS = count('ROOMS', 10, MOST_ROOMS / 2);
const USERS = count('USERS', 4, 16);
/** Bad people. */
const BAD = count('BAD', 5, MOST_ROOMS / 2);
/** Seconds. */
const DURATION = amount('DURATION', 20);
const P95_MS = amount('P95_MS', 200);
const P99_MS = amount('P99_MS', 500);

/** After these nobody is in the room any more. */
const ENDS = ['leave-room', 'end-meeting'];

/** Larger than the server takes. */
const OVERSIZED = 300_000;
const FIRST_BAD_NUMBER = 1_000_000;

const goodServed = new Rate('good_served');
const goodJoinMs = new Trend('good_join_ms', true);
const goodAskMs = new Trend('good_ask_ms', true);
const goodChatMs = new Trend('good_chat_ms', true);
const healthy = new Rate('healthy');
const limited = new Counter('rate_limited_answers');
const limitsHold = new Rate('limits_hold');
const answersProper = new Rate('answers_proper');
const survived = new Rate('survived_frames');
const cutOff = new Rate('oversized_frame_cut_off');
const leaveAnswered = new Rate('nonsense_goodbye_answered');
const passes = new Counter('bad_passes');
const turnedAway = new Counter('bad_turned_away');

export { teardown } from '../k6/run.ts';

export function setup(): void {
  emptyServer();
  for (const counter of [limited, passes, turnedAway]) counter.add(0);
}

const room = { executor: 'per-vu-iterations', iterations: 1, maxDuration: `${DURATION + 90}s` };

export const options = {
  scenarios: {
    good: { ...room, vus: ROOMS, exec: 'good' },
    bad: { ...room, vus: BAD, exec: 'bad' },
    health: {
      executor: 'constant-arrival-rate',
      rate: 2,
      timeUnit: '1s',
      duration: `${DURATION}s`,
      preAllocatedVUs: 2,
      exec: 'health',
    },
  },
  summaryTrendStats: TREND_STATS,
  thresholds: {
    ...commonThresholds(ROOMS + BAD),
    good_served: ['rate==1'],
    good_join_ms: [`p(95)<${P95_MS}`, `p(99)<${P99_MS}`],
    good_ask_ms: [`p(95)<${P95_MS}`, `p(99)<${P99_MS}`],
    good_chat_ms: [`p(95)<${P95_MS}`, `p(99)<${P99_MS}`],
    healthy: ['rate==1'],
    bad_passes: [`count>=${BAD}`],
    rate_limited_answers: [`count>=${BAD * EVENTS.size}`],
    limits_hold: ['rate==1'],
    answers_proper: ['rate==1'],
    survived_frames: ['rate==1'],
    oversized_frame_cut_off: ['rate==1'],
    nonsense_goodbye_answered: ['rate==1'],
  },
};

export const handleSummary = reportOf('abuse', { ROOMS, USERS, BAD, DURATION });

export function health(): void {
  healthy.add(http.get(`${BASE_URL}/healthz`, { tags: { name: 'healthz' } }).status === 200);
}

export function good(): Promise<void> {
  return completes(async () => {
    const began = time.nowMs();
    const meeting = new RoomOfPeople('good', USERS);
    const people: Participant[] = [];
    for (let index = 0; index < USERS; index++) {
      const person = await meeting.person(index);
      if (index === 0) person.approveAll(tell);
      goodJoinMs.add((await person.join()).inMs);
      people.push(person);
    }
    await Promise.all(people.map((person) => behaves(person, began + DURATION * 1000)));
    await Promise.all(people.map(({ connection }) => connection.sayGoodbye()));
  });
}

/** Asks, writes and raises the hand, once a second or so. */
async function behaves(person: Participant, untilMs: number): Promise<void> {
  for (let at = 0; time.nowMs() < untilMs; at++) {
    const asked = time.nowMs();
    const producers = await person.answer('get-producers');
    goodAskMs.add(time.nowMs() - asked);
    goodServed.add(errorOf(producers) === null);

    const wrote = time.nowMs();
    const heard = person.connection.next(
      'receive-chat-message',
      (payload) => textOf(payload, 'userId') === person.userId,
    );
    const sent = await person.answer('send-chat-message', { message: `message ${at}` });
    await heard;
    goodChatMs.add(time.nowMs() - wrote);
    goodServed.add(errorOf(sent) === null);

    const raised = await person.answer('hand-state', { handRaised: at % 2 === 0 });
    goodServed.add(errorOf(raised) === null);
    await pause(time, 700 + Math.random() * 600);
  }
}

export function bad(): Promise<void> {
  return completes(async () => {
    const began = time.nowMs();
    const number = FIRST_BAD_NUMBER + exec.scenario.iterationInTest;
    do {
      await misbehaves(number);
    } while (time.nowMs() - began < DURATION * 1000);
  });
}

async function misbehaves(number: number): Promise<void> {
  try {
    await asksTooMuch();
    await sendsNonsense();
    await sendsFrames(number);
    await sendsTooMuch(number);
    await comesAndGoes(number);
    saysNonsenseGoodbyes(number);
    passes.add(1);
  } catch (failure) {
    // As it may be: so many connections from one address.
    if (!(failure instanceof TurnedAway)) throw failure;
    turnedAway.add(1);
    await pause(time, 1_000);
  }
}

/** Alone in a room of its own, where it is host and all is allowed. */
async function alone(): Promise<Participant> {
  const person = await new RoomOfPeople('bad', 1, FIRST_BAD_NUMBER).person(0);
  await person.join();
  return person;
}

async function asksTooMuch(): Promise<void> {
  const person = await alone();
  const payload = { ...person.knock, userId: 'nobody', message: 'x' };
  for (const [event, bucket] of EVENTS) {
    if (ENDS.includes(event)) continue;
    const { limited: refused, due } = await burst(person.connection, event, payload, bucket, time);
    limited.add(refused);
    limitsHold.add(refused >= due);
    if (refused < due) tell(`${event}: ${refused} were refused, not ${due}`);
  }
  await person.connection.sayGoodbye();
}

async function sendsNonsense(): Promise<void> {
  const person = await alone();
  const stays = [...EVENTS.keys()].filter((event) => !ENDS.includes(event));
  for (const event of [...stays, ...ENDS]) {
    for (const payload of nonsensePayloads(person.roomId)) {
      const answer = await person.connection.request(event, payload);
      answersProper.add(isProper(answer));
      if (!isProper(answer)) tell(`${event}: ${JSON.stringify(answer).slice(0, 200)}`);
      person.connection.emit(event, payload);
    }
  }
  await person.connection.sayGoodbye();
}

/** Each frame costs at most the connection it came over. */
async function sendsFrames(number: number): Promise<void> {
  let connection = await connect(number);
  for (const frame of NONSENSE_FRAMES) {
    connection.sendFrame(frame);
    if (!(await answers(connection))) {
      await connection.hangUp();
      connection = await connect(number);
    }
    survived.add(await answers(connection));
  }
  await connection.sayGoodbye();
}

/** Whether anything is answered, `rate-limited` too. */
async function answers(connection: Connection): Promise<boolean> {
  try {
    await connection.request('get-chat-history', 'nowhere', 3_000);
    return true;
  } catch {
    return false;
  }
}

async function sendsTooMuch(number: number): Promise<void> {
  const connection = await connect(number);
  connection.sendFrame(`42["${'x'.repeat(OVERSIZED)}"]`);
  await within(time, 5_000, 'cut off', connection.ended()).catch(tell);
  cutOff.add(!connection.isOpen);
  await connection.hangUp();
}

async function comesAndGoes(number: number): Promise<void> {
  for (let times = 0; times < 10; times++) {
    const connection = await connect(number);
    connection.emit('join-room', {});
    await connection.hangUp();
  }
}

function saysNonsenseGoodbyes(number: number): void {
  for (const body of NONSENSE_GOODBYES) {
    const { status } = http.post(`${BASE_URL}/leave`, body, { headers: headersOf(number) });
    leaveAnswered.add(status === 204);
  }
}
