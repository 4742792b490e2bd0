import {
  CONNECT,
  DISCONNECT,
  PONG,
  decode,
  eventFrame,
  type EventPacket,
  type Packet,
} from './framing.ts';
import { TooLate, within, type Time } from './time.ts';

/** An open WebSocket, or one that opens. */
export interface Wire {
  send(text: string): void;
  close(): void;
}

export interface WireListener {
  opened(): void;
  received(text: string): void;
  /** Told once, also of a wire that never opened. */
  closed(why: string): void;
}

export type OpenWire = (listener: WireListener) => Wire;

export class Closed extends Error {}

/** The server wants no connection, or no more of them. */
export class TurnedAway extends Closed {}

const DEADLINE_MS = 10_000;
const CLOSE_DEADLINE_MS = 3_000;

type Waiting<T> = { keep: (value: T) => void; fail: (reason: Error) => void };
type Listener = (payload: unknown) => void;

/** One Socket.IO connection over one WebSocket. Every wait has a deadline. */
export class Connection {
  readonly #time: Time;
  readonly #wire: Wire;
  readonly #answers = new Map<number, Waiting<readonly unknown[]>>();
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #ended: Promise<string>;
  readonly #connected: Promise<void>;
  #connect: Waiting<void> | null = null;
  #end: (why: string) => void = () => undefined;
  #endedBy: string | null = null;
  #nextAckId = 0;
  #came = 'nothing';

  private constructor(openWire: OpenWire, time: Time) {
    this.#time = time;
    this.#ended = new Promise((end) => (this.#end = end));
    this.#connected = new Promise((keep, fail) => (this.#connect = { keep, fail }));
    this.#wire = openWire({
      // Not only when the server's first packet is here: k6 1.8 now and then loses a message that
      // comes with the handshake.
      opened: () => {
        this.#wire.send(CONNECT);
      },
      received: (text) => {
        this.#receive(decode(text));
      },
      closed: (why) => {
        this.#close(why);
      },
    });
  }

  /** A connection that the namespace has accepted. */
  static async open(openWire: OpenWire, time: Time, deadlineMs = DEADLINE_MS): Promise<Connection> {
    const connection = new Connection(openWire, time);
    try {
      await within(time, deadlineMs, 'connect', connection.#connected);
    } catch (failure) {
      connection.#wire.close();
      if (!(failure instanceof TooLate)) throw failure;
      throw new TooLate(`${failure.message} after ${connection.#came}`);
    }
    return connection;
  }

  get isOpen(): boolean {
    return this.#endedBy === null;
  }

  /** The answer's arguments. */
  async request(
    name: string,
    payload: unknown,
    deadlineMs = DEADLINE_MS,
  ): Promise<readonly unknown[]> {
    if (this.#endedBy !== null) throw new Closed(`${name}: ${this.#endedBy}`);
    const ackId = this.#nextAckId++;
    const answer = new Promise<readonly unknown[]>((keep, fail) => {
      this.#answers.set(ackId, { keep, fail });
    });
    this.#wire.send(eventFrame(name, [payload], ackId));
    try {
      return await within(this.#time, deadlineMs, name, answer);
    } finally {
      this.#answers.delete(ackId);
    }
  }

  emit(name: string, payload: unknown): void {
    this.sendFrame(eventFrame(name, [payload]));
  }

  /** Sends a text as it is, whatever it is. */
  sendFrame(text: string): void {
    if (this.#endedBy === null) this.#wire.send(text);
  }

  /** Listens until what it gives back is called. */
  on(name: string, listener: Listener): () => unknown {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /** The next event of a name that suits. Call it before what causes the event. */
  next(
    name: string,
    suits: (payload: unknown) => boolean = () => true,
    deadlineMs = DEADLINE_MS,
  ): Promise<unknown> {
    let stop = (): unknown => undefined;
    const event = new Promise<unknown>((keep, fail) => {
      stop = this.on(name, (payload) => {
        if (suits(payload)) keep(payload);
      });
      void this.#ended.then((why) => {
        fail(new Closed(`${name}: ${why}`));
      });
    });
    return within(this.#time, deadlineMs, name, event).finally(stop);
  }

  /** When and why it ended. */
  ended(): Promise<string> {
    return this.#ended;
  }

  /** Leaves as a client does that means to. */
  async sayGoodbye(): Promise<void> {
    this.sendFrame(DISCONNECT);
    try {
      await within(this.#time, CLOSE_DEADLINE_MS, 'goodbye', this.#ended);
    } catch {
      await this.hangUp();
    }
  }

  /** Closes without a goodbye, as a lost network does. */
  async hangUp(): Promise<void> {
    if (this.#endedBy !== null) return;
    this.#wire.close();
    await within(this.#time, CLOSE_DEADLINE_MS, 'hang up', this.#ended).catch(() => {
      this.#close('hung up, and nobody noticed');
    });
  }

  #receive(packet: Packet): void {
    this.#came = packet.type;
    switch (packet.type) {
      case 'connect':
        this.#connect?.keep();
        break;
      case 'connect-error':
        this.#connect?.fail(new TurnedAway(`connect: ${packet.message}`));
        break;
      case 'ping':
        this.#wire.send(PONG);
        break;
      case 'event':
        this.#dispatch(packet);
        break;
      case 'ack':
        this.#answers.get(packet.ackId)?.keep(packet.args);
        break;
      case 'close':
      case 'disconnect':
        this.#wire.close();
        break;
      case 'noop':
      case 'open':
      case 'pong':
      case 'unknown':
        break;
    }
  }

  #dispatch(event: EventPacket): void {
    for (const listener of this.#listeners.get(event.name) ?? []) listener(event.args[0]);
  }

  #close(why: string): void {
    if (this.#endedBy !== null) return;
    this.#endedBy = why;
    this.#connect?.fail(new TurnedAway(`connect: ${why}`));
    for (const answer of this.#answers.values()) answer.fail(new Closed(why));
    this.#answers.clear();
    this.#end(why);
  }
}
