import type { Channel } from '../protocol/channel';
import type { Admission } from '../protocol/events';
import type { MediaSession, OpenMediaSession } from '../rtc/media-session';
import { ConnectionQuality } from './connection-quality.svelte';
import type { LocalMedia } from './local-media.svelte';
import type { People } from './people.svelte';
import { Publisher } from './publisher';
import { RemoteMedia } from './remote-media';
import { Watching } from './watching';

export type RoomMediaSetup = {
  roomId: string;
  channel: Channel;
  local: LocalMedia;
  people: People;
  openMediaSession: OpenMediaSession;
  onLost: () => void;
};

const HEAL_AGAIN_MS = 2_000;
/** Announcements can be lost; the list cannot. */
const HEAL_EVERY_MS = 5_000;

/** What we send to the room and receive from it, between one admission and the next. */
export class RoomMedia {
  readonly remote: RemoteMedia;
  readonly watching: Watching;
  readonly quality: ConnectionQuality;
  readonly #setup: RoomMediaSetup;
  readonly #publisher: Publisher;
  /** Grows with every admission; what belongs to an earlier one comes too late. */
  #epoch = 0;
  #session: MediaSession | null = null;
  #healTimer: ReturnType<typeof setTimeout> | undefined;
  #healingSoon = false;

  constructor(setup: RoomMediaSetup) {
    this.#setup = setup;
    this.#publisher = new Publisher(setup.local);
    this.quality = new ConnectionQuality(() =>
      setup.people.pausedProducers.some((producerId) => this.watching.wants(producerId)),
    );
    this.watching = new Watching(setup.channel, setup.roomId);
    this.remote = new RemoteMedia({
      show: (userId, remote) => {
        this.watching.add(remote);
        this.quality.add(remote.producerId, userId);
        setup.people.get(userId)?.show(remote);
      },
      hide: (userId, producerId) => {
        this.watching.remove(producerId);
        this.quality.remove(producerId);
        setup.people.resumed(producerId);
        setup.people.get(userId)?.hide(producerId);
      },
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
      iceServers: admission.iceServers,
      onLost,
    });
    if (epoch !== this.#epoch) {
      session.close();
      return;
    }
    this.#session = session;
    this.#publisher.attach(session);
    this.remote.attach(session);
    this.quality.attach(session);
    await this.#heal();
  }

  drop(): void {
    this.#epoch++;
    clearTimeout(this.#healTimer);
    this.#healingSoon = false;
    this.#publisher.detach();
    this.remote.detach();
    this.quality.detach();
    this.#session?.close();
    this.#session = null;
  }

  close(): void {
    this.drop();
    this.#publisher.close();
    this.watching.close();
  }

  layersWanted(producerId: string, maxSpatialLayer: number): void {
    this.#session?.layersWanted(producerId, maxSpatialLayer);
  }

  healSoon(): void {
    if (this.#healingSoon) return;
    this.#healingSoon = true;
    this.#healIn(HEAL_AGAIN_MS);
  }

  #healIn(ms: number): void {
    clearTimeout(this.#healTimer);
    if (this.#session === null) return;
    this.#healTimer = setTimeout(() => {
      this.#healingSoon = false;
      void this.#heal();
    }, ms);
  }

  /** Makes what we show agree with what the server knows. */
  async #heal(): Promise<void> {
    const epoch = this.#epoch;
    const { channel, roomId, people } = this.#setup;
    this.#healIn(HEAL_EVERY_MS);
    if (!channel.connected) return; // entering again heals
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
