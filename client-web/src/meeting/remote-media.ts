import { wordOf } from '../protocol/errors';
import type { ProducerEntry } from '../protocol/media';
import type { MediaSession } from '../rtc/media-session';
import type { RemoteTrack } from '../rtc/receiving';

const TRIES_PER_PRODUCER = 3;

type Consuming = Pick<MediaSession, 'consume'>;
type Known = { userId: string; remote: RemoteTrack | null };

export type RemoteMediaListener = {
  show(userId: string, remote: RemoteTrack): void;
  hide(userId: string, producerId: string): void;
  /** Something could not be received; asking the server for the truth may help. */
  failed(): void;
};

/** Receives every producer of the others exactly once, whatever the order in which things are heard of. */
export class RemoteMedia {
  readonly #known = new Map<string, Known>();
  readonly #failures = new Map<string, number>();
  #session: Consuming | null = null;

  constructor(private readonly listener: RemoteMediaListener) {}

  attach(session: Consuming): void {
    this.#session = session;
  }

  detach(): void {
    this.#session = null;
    this.keepOnly(new Set());
    this.#failures.clear();
  }

  add({ producerId, userId }: Pick<ProducerEntry, 'producerId' | 'userId'>): void {
    const session = this.#session;
    const failures = this.#failures.get(producerId) ?? 0;
    if (session === null || this.#known.has(producerId) || failures >= TRIES_PER_PRODUCER) return;
    const known: Known = { userId, remote: null };
    this.#known.set(producerId, known);
    void this.#receive(session, producerId, known);
  }

  remove(producerId: string): void {
    const known = this.#known.get(producerId);
    if (known === undefined) return;
    this.#known.delete(producerId);
    known.remote?.close();
    this.listener.hide(known.userId, producerId);
  }

  removeUser(userId: string): void {
    for (const [producerId, known] of this.#known) {
      if (known.userId === userId) this.remove(producerId);
    }
  }

  keepOnly(producerIds: Set<string>): void {
    for (const producerId of this.#known.keys()) {
      if (!producerIds.has(producerId)) this.remove(producerId);
    }
  }

  async #receive(session: Consuming, producerId: string, known: Known): Promise<void> {
    try {
      const remote = await session.consume(producerId, known.userId);
      // Closed, or its owner gone, while we were still asking.
      if (this.#known.get(producerId) !== known) {
        remote.close();
        return;
      }
      known.remote = remote;
      this.listener.show(known.userId, remote);
    } catch (error) {
      if (this.#known.get(producerId) !== known) return;
      this.#known.delete(producerId);
      this.#failures.set(producerId, (this.#failures.get(producerId) ?? 0) + 1);
      if (wordOf(error) !== 'cannot-consume') this.listener.failed();
    }
  }
}
