import { io, type Socket } from 'socket.io-client';
import type { Channel, ChannelState, Unsubscribe } from '../protocol/channel';
import { RequestError, wordOf } from '../protocol/errors';
import type {
  AnnouncementName,
  Announcements,
  ClientToServerEvents,
  NoticeName,
  Notices,
  RequestName,
  Requests,
  ServerToClientEvents,
} from '../protocol/events';

const DEADLINE_MS = 8_000;
const TRIES = 3;
/** What may be asked again without an answer: the second time changes nothing that the first has not. */
const REPEATABLE: ReadonlySet<RequestName> = new Set([
  'get-producers',
  'get-pending',
  'get-invites',
  'get-chat-history',
  'restart-ice',
  'mute-state',
]);
/** At first often, and each try not for long: the network may be back at any moment. */
const QUICK = { tries: 8, delayMs: 800, tryMs: 2_000 };
/** Later as one who may wait, and may be on a slow network. */
const PATIENT = { delayMs: 5_000, tryMs: 20_000 };
const RECONNECT_AFTER_KICK_MS = 2_000;

/** What we use of a Socket.IO socket. */
export interface Wire {
  readonly connected: boolean;
  connect(): unknown;
  disconnect(): unknown;
  /** What carries it, and decides when it comes back by itself. */
  readonly io: {
    reconnection(on: boolean): unknown;
    reconnectionDelayMax(ms: number): unknown;
    /** How long a try may take. */
    timeout(ms: number): unknown;
    readonly engine: { close(): unknown };
    on(event: 'packet' | 'ping', listener: () => void): unknown;
    on(event: 'reconnect_attempt', listener: (tries: number) => void): unknown;
  };
  emit(event: string, payload: unknown): unknown;
  timeout(ms: number): {
    emit(
      event: string,
      payload: unknown,
      ack: (error: Error | null, answer: unknown) => void,
    ): unknown;
  };
  on(event: string, listener: (payload: unknown) => void): unknown;
  off(event: string, listener: (payload: unknown) => void): unknown;
}

function sameOriginSocket(): Wire {
  const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io({
    path: '/socket.io/',
    autoConnect: false,
    forceNew: true,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: QUICK.delayMs,
    reconnectionDelayMax: QUICK.delayMs,
    randomizationFactor: 0.25,
  });
  return socket as unknown as Wire; // event names are checked here, by Channel's own types
}

function refusalIn(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return null;
  return typeof answer.error === 'string' ? answer.error : 'unknown';
}

export class Connection implements Channel {
  readonly #wire: Wire;
  readonly #stateListeners = new Set<(state: ChannelState) => void>();
  #wanted = false;
  #awayTimer: ReturnType<typeof setTimeout> | undefined;
  /** Of everything that came. */
  #heard = 0;

  constructor(wire: Wire = sameOriginSocket()) {
    this.#wire = wire;
    wire.on('connect', () => {
      this.#tell('connected');
    });
    wire.on('connect_error', () => {
      this.#tell('unreachable');
    });
    wire.on('disconnect', (reason) => {
      this.#onDisconnect(reason);
    });
    const hear = (): void => {
      this.#heard++;
    };
    wire.io.on('packet', hear);
    wire.io.on('ping', hear);
    wire.io.on('reconnect_attempt', (tries) => {
      const { delayMs, tryMs } = tries <= QUICK.tries ? QUICK : PATIENT;
      wire.io.reconnectionDelayMax(delayMs);
      wire.io.timeout(tryMs);
    });
  }

  get connected(): boolean {
    return this.#wire.connected;
  }

  open(): void {
    this.#wanted = true;
    if (this.#wire.connected) this.#tell('connected');
    else this.#wire.connect();
  }

  close(): void {
    this.#wanted = false;
    this.#comeBack();
    this.#wire.disconnect();
  }

  stayAway(forMs: number): void {
    clearTimeout(this.#awayTimer);
    this.#awayTimer = setTimeout(() => {
      this.#comeBack();
    }, forMs);
    if (!this.#wire.connected) this.#wire.io.reconnection(false);
  }

  #comeBack(): void {
    clearTimeout(this.#awayTimer);
    this.#awayTimer = undefined;
    this.#wire.io.reconnection(true);
    if (this.#wanted && !this.#wire.connected) this.#wire.connect();
  }

  async request<E extends RequestName>(
    event: E,
    payload: Requests[E]['payload'],
    deadlineMs = DEADLINE_MS,
  ): Promise<Requests[E]['answer']> {
    for (let tries = REPEATABLE.has(event) ? TRIES : 1; tries > 1; tries--) {
      try {
        return await this.#ask(event, payload, deadlineMs);
      } catch (error) {
        if (wordOf(error) !== 'timeout') throw error;
      }
    }
    return this.#ask(event, payload, deadlineMs);
  }

  #ask<E extends RequestName>(
    event: E,
    payload: Requests[E]['payload'],
    deadlineMs: number,
  ): Promise<Requests[E]['answer']> {
    return new Promise((resolve, reject) => {
      // Socket.IO would keep the message and send it before the next join: meaningless by then.
      if (!this.#wire.connected) {
        reject(new RequestError(event, 'disconnected'));
        return;
      }
      const heardBefore = this.#heard;
      this.#wire.timeout(deadlineMs).emit(event, payload, (error, answer) => {
        if (error !== null) {
          if (this.#heard === heardBefore) this.#startAnew();
          reject(new RequestError(event, this.#wire.connected ? 'timeout' : 'disconnected'));
          return;
        }
        const refusal = refusalIn(answer);
        if (refusal !== null) reject(new RequestError(event, refusal));
        else resolve(answer);
      });
    });
  }

  notify<E extends NoticeName>(event: E, payload: Notices[E]): void {
    if (this.#wire.connected) this.#wire.emit(event, payload);
  }

  on<E extends AnnouncementName>(
    event: E,
    listener: (payload: Announcements[E]) => void,
  ): Unsubscribe {
    const heard = (payload: unknown): void => {
      listener(payload as never);
    };
    this.#wire.on(event, heard);
    return () => {
      this.#wire.off(event, heard);
    };
  }

  onState(listener: (state: ChannelState) => void): Unsubscribe {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  }

  /**
   * Nothing came for a whole deadline. Where the network was gone TCP waits twice as long each time before
   * it tries again, so another connection is there sooner.
   */
  #startAnew(): void {
    if (this.#wanted && this.#wire.connected) this.#wire.io.engine.close();
  }

  #onDisconnect(reason: unknown): void {
    this.#tell('disconnected');
    // Heard before Socket.IO decides, which does not come back by itself when the server said goodbye.
    if (this.#awayTimer !== undefined) this.#wire.io.reconnection(false);
    else if (reason === 'io server disconnect') this.stayAway(RECONNECT_AFTER_KICK_MS);
  }

  #tell(state: ChannelState): void {
    if (!this.#wanted) return;
    for (const listener of this.#stateListeners) listener(state);
  }
}
