import { Closed, type Connection } from './connection.ts';
import { admission, errorOf, textOf, type Admission, type Knock } from './protocol.ts';
import type { Time } from './time.ts';

/** The server said no, by its word, or answered something that is no answer. */
export class Refused extends Error {}

export type Entry = {
  readonly admission: Admission;
  /** Until the server answered `join-room`. */
  readonly ackMs: number;
  /** Until the guest was in: by the answer, or by the host's word. */
  readonly inMs: number;
  /** Whether a host had to let it in. */
  readonly knocked: boolean;
};

/** Somebody who is in a room, or waits before it. */
export class Participant {
  readonly knock: Knock;
  readonly connection: Connection;
  readonly #time: Time;

  constructor(connection: Connection, knock: Knock, time: Time) {
    this.connection = connection;
    this.knock = knock;
    this.#time = time;
  }

  get userId(): string {
    return this.knock.participantId;
  }

  get roomId(): string {
    return this.knock.roomId;
  }

  /** Joins, and waits to be let in where that is asked for. `extra`: an invite, say. */
  async join(extra: object = {}): Promise<Entry> {
    const began = this.#time.nowMs();
    const answer = await this.ask('join-room', { ...this.knock, ...extra });
    const ackMs = this.#time.nowMs() - began;
    const knocked = textOf(answer, 'status') === 'pending';
    // Nothing can come between the answer and this line: both run on one event loop.
    const way = knocked ? await this.connection.next('join-approved') : answer;
    const admitted = admission(way);
    if (admitted === null) throw new Refused(`join-room: ${JSON.stringify(way)}`);
    return { admission: admitted, ackMs, inMs: this.#time.nowMs() - began, knocked };
  }

  /** Asks for a thing of this room: the answer's one argument. An error word is a failure. */
  async ask(event: string, payload: object = {}): Promise<unknown> {
    const answer = await this.answer(event, payload);
    const word = errorOf(answer);
    if (word !== null) throw new Refused(`${event}: ${word}`);
    return answer;
  }

  /** What is answered, an error too. */
  async answer(event: string, payload: object = {}): Promise<unknown> {
    const args = await this.connection.request(event, { roomId: this.roomId, ...payload });
    return args[0];
  }

  /** Lets everybody in who knocks; `failed` is told why somebody could not be. */
  approveAll(failed: (reason: unknown) => void): void {
    this.connection.on('pending-join-request', (request) => {
      this.ask('approve-join', { userId: textOf(request, 'userId') }).catch((reason: unknown) => {
        // Who hangs up does not wait for the answer.
        if (!(reason instanceof Closed)) failed(reason);
      });
    });
  }
}
