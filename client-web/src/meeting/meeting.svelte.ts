import type { Channel, ChannelState, Unsubscribe } from '../protocol/channel';
import { wordOf } from '../protocol/errors';
import type { Admission } from '../protocol/events';
import type { MediaSession, OpenMediaSession } from '../rtc/media-session';
import { hostKeyIn, identityIn, rememberHostKey, type Identity } from './identity';
import type { Keep } from '../util/storage';
import type { LocalMedia } from './local-media.svelte';
import { listenToRoom } from './room-events';
import { People } from './people.svelte';
import { Publisher } from './publisher';
import { RemoteMedia } from './remote-media';
import { WaitingGuests } from './waiting-guests.svelte';

export type MeetingStatus = 'connecting' | 'waiting' | 'joined' | 'reconnecting' | 'ended';

export type MeetingEnd =
  | { kind: 'left' | 'denied' | 'host-left' | 'session-replaced' | 'unsupported' }
  | { kind: 'refused'; word: string };

export type MeetingSetup = {
  roomId: string;
  name: string;
  /** Where this tab keeps who it is. */
  keep: Keep;
  channel: Channel;
  local: LocalMedia;
  openMediaSession: OpenMediaSession;
};

/** Refusals that asking again does not change. */
const FINAL_WORDS = new Set(['invalid-room-id', 'server-full', 'room-full', 'identity-conflict']);
const ENTER_AGAIN_MS = 3_000;
const HEAL_AGAIN_MS = 2_000;
const GOODBYE_DEADLINE_MS = 2_000;

/** One person's stay in one room, over any number of connections. */
export class Meeting {
  readonly roomId: string;
  readonly name: string;
  readonly identity: Identity;
  readonly local: LocalMedia;
  readonly guests: WaitingGuests;

  #status = $state<MeetingStatus>('connecting');
  #end = $state.raw<MeetingEnd | null>(null);
  #isHost = $state(false);
  #unreachable = $state(false);
  #dominantSpeaker = $state<string | null>(null);

  readonly #keep: Keep;
  readonly #channel: Channel;
  readonly #openMediaSession: OpenMediaSession;
  readonly #people: People;
  readonly #publisher: Publisher;
  readonly #remote: RemoteMedia;
  readonly #subscriptions: Unsubscribe[];

  /** Grows with every attempt to enter; what belongs to an earlier attempt comes too late. */
  #epoch = 0;
  #session: MediaSession | null = null;
  #healTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(setup: MeetingSetup) {
    this.roomId = setup.roomId;
    this.name = setup.name;
    this.local = setup.local;
    this.#keep = setup.keep;
    this.identity = identityIn(setup.roomId, setup.keep);
    this.#channel = setup.channel;
    this.#openMediaSession = setup.openMediaSession;
    this.#people = new People(this.identity.participantId);
    this.#publisher = new Publisher(setup.local);
    this.guests = new WaitingGuests(setup.channel, setup.roomId);
    this.#remote = new RemoteMedia({
      show: (userId, remote) => this.#people.get(userId)?.show(remote),
      hide: (userId, producerId) => this.#people.get(userId)?.hide(producerId),
      failed: () => {
        this.#healSoon();
      },
    });
    this.#subscriptions = [
      setup.channel.onState((state) => {
        this.#onChannelState(state);
      }),
      setup.local.onChange((source) => {
        if (source === 'microphone') this.#tellMuted();
      }),
      ...this.#listen(),
    ];
  }

  get status(): MeetingStatus {
    return this.#status;
  }

  get end(): MeetingEnd | null {
    return this.#end;
  }

  get selfId(): string {
    return this.identity.participantId;
  }

  get isHost(): boolean {
    return this.#isHost;
  }

  /** The server has not answered the last attempt to reach it. */
  get unreachable(): boolean {
    return this.#unreachable;
  }

  get dominantSpeaker(): string | null {
    return this.#dominantSpeaker;
  }

  /** The others, ourselves excepted. */
  get participants() {
    return this.#people.all;
  }

  get muted(): boolean {
    return this.local.microphone.track === null;
  }

  join(): void {
    this.#channel.open();
  }

  leave(): void {
    if (this.#status === 'ended') return;
    // Sent before the socket closes; the answer changes nothing any more.
    this.#channel
      .request('leave-room', { roomId: this.roomId }, GOODBYE_DEADLINE_MS)
      .catch(() => undefined)
      .finally(() => {
        this.#channel.close();
      });
    this.#finish({ kind: 'left' });
  }

  #onChannelState(state: ChannelState): void {
    this.#unreachable = state === 'unreachable';
    if (state === 'connected') void this.#enter();
    else if (state === 'disconnected') {
      this.#epoch++;
      if (this.#status === 'joined') this.#status = 'reconnecting';
    }
  }

  async #enter(): Promise<void> {
    if (this.#status === 'ended') return;
    const epoch = ++this.#epoch;
    try {
      const answer = await this.#channel.request('join-room', {
        roomId: this.roomId,
        name: this.name,
        ...this.identity,
        hostKey: hostKeyIn(this.roomId, this.#keep),
      });
      if (epoch !== this.#epoch) return;
      if (answer.status === 'pending') this.#wait();
      else await this.#admit(answer);
    } catch (error) {
      if (epoch === this.#epoch) this.#onRefused(wordOf(error) ?? 'unknown', epoch);
    }
  }

  #onRefused(word: string, epoch: number): void {
    if (FINAL_WORDS.has(word)) {
      this.#close({ kind: 'refused', word });
      return;
    }
    if (word === 'disconnected') return;
    setTimeout(() => {
      if (epoch === this.#epoch) void this.#enter();
    }, ENTER_AGAIN_MS);
  }

  /** Behind the door, perhaps again: nothing of an earlier stay counts. */
  #wait(): void {
    this.#dropMedia();
    this.#people.replaceWith([]);
    this.#isHost = false;
    this.#status = 'waiting';
  }

  async #admit(admission: Admission): Promise<void> {
    const epoch = ++this.#epoch;
    if (admission.hostKey !== undefined) {
      rememberHostKey(this.roomId, this.#keep, admission.hostKey);
    }
    this.#dropMedia();
    this.#status = 'joined';
    this.#people.replaceWith(admission.participants);
    this.#becomeHost(admission.isHost);
    this.#tellMuted();
    let session: MediaSession;
    try {
      session = await this.#openMediaSession({
        channel: this.#channel,
        roomId: this.roomId,
        routerRtpCapabilities: admission.routerRtpCapabilities,
        transportOptions: admission.transportOptions,
        onLost: () => {
          this.#onMediaLost();
        },
      });
    } catch {
      if (epoch === this.#epoch) this.#close({ kind: 'unsupported' });
      return;
    }
    if (epoch !== this.#epoch) {
      session.close();
      return;
    }
    this.#session = session;
    this.#publisher.attach(session);
    this.#remote.attach(session);
    await this.#heal();
  }

  /** Media is gone though the socket lives: entering again rebuilds all of it. */
  #onMediaLost(): void {
    if (this.#status !== 'joined' || !this.#channel.connected) return;
    this.#status = 'reconnecting';
    void this.#enter();
  }

  /** Makes what we show agree with what the server knows. */
  async #heal(): Promise<void> {
    const epoch = this.#epoch;
    try {
      const { producers, participants } = await this.#channel.request('get-producers', {
        roomId: this.roomId,
      });
      if (epoch !== this.#epoch || this.#session === null) return;
      const theirs = producers.filter((producer) => producer.userId !== this.selfId);
      // Somebody whose connection just broke is not listed, yet what they sent may be.
      this.#people.replaceWith([...theirs, ...participants]);
      this.#remote.keepOnly(new Set(theirs.map((producer) => producer.producerId)));
      for (const producer of theirs) this.#remote.add(producer);
    } catch {
      if (epoch === this.#epoch) this.#healSoon();
    }
  }

  #healSoon(): void {
    if (this.#healTimer !== undefined || this.#status !== 'joined') return;
    this.#healTimer = setTimeout(() => {
      this.#healTimer = undefined;
      if (this.#session !== null) void this.#heal();
    }, HEAL_AGAIN_MS);
  }

  #listen(): Unsubscribe[] {
    return listenToRoom(this.#channel, {
      people: this.#people,
      remote: this.#remote,
      guests: this.guests,
      speaks: (userId) => (this.#dominantSpeaker = userId),
      hosts: (userId) => {
        this.#becomeHost(userId === this.selfId);
      },
      stranger: () => {
        this.#healSoon();
      },
      approved: (admission) => {
        if (this.#status === 'waiting') void this.#admit(admission);
      },
      ended: (kind) => {
        if (this.#status !== 'ended') this.#close({ kind });
      },
    });
  }

  #becomeHost(isHost: boolean): void {
    this.#isHost = isHost;
    if (isHost) void this.guests.refresh();
    else this.guests.clear();
  }

  #tellMuted(): void {
    if (this.#status !== 'joined') return;
    this.#channel.notify('mute-state', { roomId: this.roomId, muted: this.muted });
  }

  #dropMedia(): void {
    this.#publisher.detach();
    this.#remote.detach();
    this.#session?.close();
    this.#session = null;
    this.#dominantSpeaker = null;
  }

  #close(end: MeetingEnd): void {
    this.#finish(end);
    this.#channel.close();
  }

  #finish(end: MeetingEnd): void {
    this.#epoch++;
    this.#status = 'ended';
    this.#end = end;
    clearTimeout(this.#healTimer);
    for (const unsubscribe of this.#subscriptions) unsubscribe();
    this.#dropMedia();
    this.#publisher.close();
    this.#people.replaceWith([]);
    this.guests.clear();
    this.local.release();
  }
}
