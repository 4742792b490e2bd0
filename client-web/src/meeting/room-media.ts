import type { Channel } from '../protocol/channel';
import type { Admission } from '../protocol/events';
import type { MediaSession, OpenMediaSession } from '../rtc/media-session';
import type { LocalMedia } from './local-media.svelte';
import type { People } from './people.svelte';
import { Publisher } from './publisher';
import { RemoteMedia } from './remote-media';

export type RoomMediaSetup = {
  roomId: string;
  channel: Channel;
  local: LocalMedia;
  people: People;
  openMediaSession: OpenMediaSession;
  onLost: () => void;
};

const HEAL_AGAIN_MS = 2_000;

/** What we send to the room and receive from it, between one admission and the next. */
export class RoomMedia {
  readonly remote: RemoteMedia;
  readonly #setup: RoomMediaSetup;
  readonly #publisher: Publisher;
  /** Grows with every admission; what belongs to an earlier one comes too late. */
  #epoch = 0;
  #session: MediaSession | null = null;
  #healTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(setup: RoomMediaSetup) {
    this.#setup = setup;
    this.#publisher = new Publisher(setup.local);
    this.remote = new RemoteMedia({
      show: (userId, remote) => setup.people.get(userId)?.show(remote),
      hide: (userId, producerId) => setup.people.get(userId)?.hide(producerId),
      failed: () => {
        this.healSoon();
      },
    });
  }

  /** Sends and receives with what an admission brought; rejects where this browser cannot. */
  async open(admission: Admission): Promise<void> {
    this.drop();
    const epoch = this.#epoch;
    const { channel, roomId, onLost, openMediaSession } = this.#setup;
    const session = await openMediaSession({
      channel,
      roomId,
      routerRtpCapabilities: admission.routerRtpCapabilities,
      transportOptions: admission.transportOptions,
      onLost,
    });
    if (epoch !== this.#epoch) {
      session.close();
      return;
    }
    this.#session = session;
    this.#publisher.attach(session);
    this.remote.attach(session);
    await this.#heal();
  }

  drop(): void {
    this.#epoch++;
    clearTimeout(this.#healTimer);
    this.#healTimer = undefined;
    this.#publisher.detach();
    this.remote.detach();
    this.#session?.close();
    this.#session = null;
  }

  close(): void {
    this.drop();
    this.#publisher.close();
  }

  healSoon(): void {
    if (this.#healTimer !== undefined || this.#session === null) return;
    if (!this.#setup.channel.connected) return; // entering again heals
    this.#healTimer = setTimeout(() => {
      this.#healTimer = undefined;
      void this.#heal();
    }, HEAL_AGAIN_MS);
  }

  /** Makes what we show agree with what the server knows. */
  async #heal(): Promise<void> {
    const epoch = this.#epoch;
    const { channel, roomId, people } = this.#setup;
    try {
      const { producers, participants } = await channel.request('get-producers', { roomId });
      if (epoch !== this.#epoch) return;
      const theirs = producers.filter((producer) => producer.userId !== people.selfId);
      // Somebody whose connection just broke is not listed, yet what they sent may be.
      people.replaceWith([...theirs, ...participants]);
      this.remote.keepOnly(new Set(theirs.map((producer) => producer.producerId)));
      for (const producer of theirs) this.remote.add(producer);
    } catch {
      if (epoch === this.#epoch) this.healSoon();
    }
  }
}
