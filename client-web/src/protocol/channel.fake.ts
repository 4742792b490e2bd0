import type { Channel, ChannelState, Unsubscribe } from './channel';
import { RequestError } from './errors';
import type {
  AnnouncementName,
  Announcements,
  NoticeName,
  Notices,
  RequestName,
  Requests,
} from './events';

type Answerer = (payload: never) => unknown;

/** A server of the tests: answers what it was told to answer, remembers what it was sent. */
export class FakeChannel implements Channel {
  connected = false;
  /** How long it was asked to stay away, in milliseconds. */
  readonly absences: number[] = [];
  readonly sent: { event: string; payload: unknown }[] = [];
  readonly #answers = new Map<string, Answerer>();
  readonly #listeners = new Map<string, Set<(payload: never) => void>>();
  readonly #stateListeners = new Set<(state: ChannelState) => void>();

  /** Answers with what `answerer` returns or throws, now or later. */
  answer<E extends RequestName>(
    event: E,
    answerer: (
      payload: Requests[E]['payload'],
    ) => Requests[E]['answer'] | Promise<Requests[E]['answer']>,
  ): void {
    this.#answers.set(event, answerer);
  }

  refuse(event: RequestName, word: string): void {
    this.#answers.set(event, () => {
      throw new RequestError(event, word);
    });
  }

  announce<E extends AnnouncementName>(event: E, payload: Announcements[E]): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(payload as never);
  }

  sentPayloads(event: string): unknown[] {
    return this.sent.filter((message) => message.event === event).map((m) => m.payload);
  }

  open(): void {
    this.reconnect();
  }

  close(): void {
    this.connected = false;
  }

  stayAway(forMs: number): void {
    this.absences.push(forMs);
  }

  reconnect(): void {
    this.connected = true;
    for (const listener of this.#stateListeners) listener('connected');
  }

  drop(): void {
    this.connected = false;
    for (const listener of this.#stateListeners) listener('disconnected');
  }

  async request<E extends RequestName>(
    event: E,
    payload: Requests[E]['payload'],
  ): Promise<Requests[E]['answer']> {
    this.sent.push({ event, payload });
    if (!this.connected) throw new RequestError(event, 'disconnected');
    const answerer = this.#answers.get(event);
    if (answerer === undefined) throw new RequestError(event, 'timeout');
    return await answerer(payload as never);
  }

  notify<E extends NoticeName>(event: E, payload: Notices[E]): void {
    if (this.connected) this.sent.push({ event, payload });
  }

  on<E extends AnnouncementName>(
    event: E,
    listener: (payload: Announcements[E]) => void,
  ): Unsubscribe {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  onState(listener: (state: ChannelState) => void): Unsubscribe {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  }
}
