// People lose their connection and come back, take their place over from elsewhere, and leave.
import { Counter, Rate, Trend } from 'k6/metrics';
import { pause } from '../lib/time.ts';
import type { Participant } from '../lib/participant.ts';
import { textOf } from '../lib/protocol.ts';
import { reportOf } from '../k6/report.ts';
import { MOST_ROOMS, MOST_USERS, RoomOfPeople } from '../k6/room.ts';
import { commonThresholds, completes, setup as emptyServer, tell, TREND_STATS } from '../k6/run.ts';
import { amount, count } from '../k6/settings.ts';
import { time } from '../k6/time.ts';

const ROOMS = count('ROOMS', 20, MOST_ROOMS);
const USERS = count('USERS', 6, MOST_USERS);
/** Times that half of a room loses its connection and comes back. */
const ROUNDS = count('ROUNDS', 3);
/** Seconds somebody is away at most; below the grace time. */
const AWAY = amount('AWAY', 5);
/** Whether somebody of each room is lost for good, which takes the grace time to be noticed. */
const LOST = amount('LOST', 1) !== 0;
const P95_MS = amount('P95_MS', 200);
const P99_MS = amount('P99_MS', 500);

/** What the protocol keeps a slot for, and how much later it may be noticed. */
const GRACE_MS = 15_000;
const GRACE_SLACK_MS = 2_000;

/** So long those who are told at once may take to hear it. */
const NOTICE_MS = 5_000;

const resumed = new Rate('resumed');
const replaced = new Rate('replaced_older_socket_told');
const farewells = new Rate('farewells_heard');
const lostInTime = new Rate('lost_noticed_after_grace');
const succeeded = new Rate('succession_told');
const falseFarewells = new Counter('false_farewells');
const resumeMs = new Trend('resume_ms', true);
const farewellMs = new Trend('farewell_ms', true);

export { teardown } from '../k6/run.ts';

export function setup(): void {
  emptyServer();
  falseFarewells.add(0);
}

export const options = {
  scenarios: {
    rooms: {
      executor: 'per-vu-iterations',
      vus: ROOMS,
      iterations: 1,
      maxDuration: `${ROUNDS * (AWAY + 5) + 90}s`,
    },
  },
  summaryTrendStats: TREND_STATS,
  thresholds: {
    ...commonThresholds(ROOMS),
    resumed: ['rate==1'],
    replaced_older_socket_told: ['rate==1'],
    farewells_heard: ['rate==1'],
    succession_told: ['rate==1'],
    false_farewells: ['count==0'],
    resume_ms: [`p(95)<${P95_MS}`, `p(99)<${P99_MS}`],
    ...(LOST ? { lost_noticed_after_grace: ['rate==1'] } : {}),
  },
};

export const handleSummary = reportOf('churn', { ROOMS, USERS, ROUNDS, AWAY, LOST });

if (USERS < 5) throw new Error('USERS: who leaves, is lost, hosts and watches are 5');

export default function churn(): Promise<void> {
  return completes(async () => {
    const meeting = new Meeting();
    await meeting.fill();
    for (let round = 0; round < ROUNDS; round++) {
      await meeting.halfComesBack(round);
      await meeting.somebodyMoves(1 + (round % (USERS - 1)));
    }
    await meeting.somebodyLeaves();
    if (LOST) await meeting.somebodyIsLost();
    await meeting.hostLeaves();
    await meeting.end();
  });
}

class Meeting {
  readonly #room = new RoomOfPeople('churn', USERS);
  readonly #gone = new Set<string>();
  #people: Participant[] = [];

  async fill(): Promise<void> {
    for (let index = 0; index < USERS; index++) {
      const person = await this.#room.person(index);
      if (index === 0) person.approveAll(tell);
      this.#watch(person);
      await person.join();
      this.#people.push(person);
    }
  }

  #person(index: number): Participant {
    const person = this.#people[index];
    if (person === undefined) throw new Error(`nobody is at ${index}`);
    return person;
  }

  /** Nobody may be told that somebody left who comes back. */
  #watch(person: Participant): void {
    person.connection.on('user-left', (payload) => {
      const userId = textOf(payload, 'userId');
      if (userId !== null && this.#gone.has(userId)) return;
      falseFarewells.add(1);
      tell(`${person.userId} was told that ${String(userId)} left`);
    });
  }

  async halfComesBack(round: number): Promise<void> {
    const away = this.#people.map((_, index) => index).filter((index) => (index + round) % 2 === 0);
    await Promise.all(away.map((index) => this.#person(index).connection.hangUp()));
    await Promise.all(
      away.map(async (index) => {
        await pause(time, 100 + Math.random() * AWAY * 1000);
        await this.#resume(index);
      }),
    );
  }

  /** The newest socket with the right token has the place, the older one is told. */
  async somebodyMoves(index: number): Promise<void> {
    const older = this.#person(index);
    const told = older.connection.next('session-replaced').then(
      () => true,
      () => false,
    );
    await this.#resume(index);
    replaced.add(await told);
    await older.connection.ended();
  }

  async #resume(index: number): Promise<void> {
    const person = await this.#room.again(this.#person(index), index);
    this.#watch(person);
    if (index === 0) person.approveAll(tell);
    this.#people[index] = person;
    const entry = await person.join();
    const { reconnected, isHost } = entry.admission;
    const isSame = reconnected && !entry.knocked && isHost === (index === 0);
    resumed.add(isSame);
    resumeMs.add(entry.inMs);
    if (!isSame) tell(`came back as ${JSON.stringify({ ...entry, index })}`);
  }

  async somebodyLeaves(): Promise<void> {
    const leaver = this.#takeLast();
    const began = time.nowMs();
    const heard = this.#hear('user-left', leaver.userId, NOTICE_MS);
    await leaver.connection.sayGoodbye();
    for (const atMs of await heard) {
      farewells.add(atMs !== null);
      if (atMs !== null) farewellMs.add(atMs - began);
    }
  }

  async somebodyIsLost(): Promise<void> {
    const lost = this.#takeLast();
    const began = time.nowMs();
    const heard = this.#hear('user-left', lost.userId, GRACE_MS + GRACE_SLACK_MS);
    await lost.connection.hangUp();
    for (const atMs of await heard) {
      // It was lost a little after the clock here started.
      lostInTime.add(atMs !== null && atMs - began >= GRACE_MS);
    }
  }

  async hostLeaves(): Promise<void> {
    const host = this.#people.shift();
    if (host === undefined) throw new Error('nobody is host');
    this.#gone.add(host.userId);
    const successors = this.#people.map(({ connection }) =>
      connection.next('host-changed', undefined, NOTICE_MS).then(
        (payload) => textOf(payload, 'userId'),
        () => null,
      ),
    );
    await host.connection.sayGoodbye();
    const named = new Set(await Promise.all(successors));
    const [successor] = named;
    const isHere = this.#people.some(({ userId }) => userId === successor);
    succeeded.add(named.size === 1 && isHere);
  }

  async end(): Promise<void> {
    for (const person of this.#people) this.#gone.add(person.userId);
    await Promise.all(this.#people.map(({ connection }) => connection.sayGoodbye()));
  }

  #takeLast(): Participant {
    const person = this.#people.pop();
    if (person === undefined) throw new Error('nobody is left');
    this.#gone.add(person.userId);
    return person;
  }

  /** When each of the people here hears an event of somebody; null of who does not in time. */
  #hear(event: string, userId: string, deadlineMs: number): Promise<(number | null)[]> {
    return Promise.all(
      this.#people.map(({ connection }) =>
        connection
          .next(event, (payload) => textOf(payload, 'userId') === userId, deadlineMs)
          .then(
            () => time.nowMs(),
            () => null,
          ),
      ),
    );
  }
}
