import type { Channel, ChannelState, Unsubscribe } from '../protocol/channel';
import { outcomeOf, wordOf } from '../protocol/errors';
import type { Admission, MutableKind, RoomState } from '../protocol/events';
import type { OpenMediaSession } from '../rtc/media-session';
import { spread } from '../util/spread';
import type { Keep } from '../util/storage';
import type { ConnectionQuality } from './connection-quality.svelte';
import { ClosingTime } from './closing-time.svelte';
import { Hand } from './hand.svelte';
import { Holds } from './holds';
import { hostKeyIn, newIdentityIn, rememberHostKey, type Identity } from './identity';
import { Invites } from './invites.svelte';
import type { LocalMedia } from './local-media.svelte';
import { Moderation } from './moderation';
import { People } from './people.svelte';
import { listenToRoom } from './room-events';
import { RoomMedia } from './room-media';
import type { Watching } from './watching';
import { WaitingGuests } from './waiting-guests.svelte';

export type MeetingStatus = 'connecting' | 'waiting' | 'joined' | 'reconnecting' | 'ended';

export type MeetingEnd =
  | { kind: 'left' | 'denied' | 'removed' | 'host-left' | 'session-replaced' | 'unsupported' }
  | { kind: 'refused'; word: string };

export type MeetingSetup = {
  roomId: string;
  name: string;
  identity: Identity;
  /** Opens the door once. */
  invite?: string | undefined;
  /** Where this tab keeps what it needs after a reload. */
  keep: Keep;
  channel: Channel;
  local: LocalMedia;
  openMediaSession: OpenMediaSession;
};

/** Refusals that asking again does not change. */
const FINAL_WORDS = new Set([
  'invalid-room-id',
  'server-full',
  'room-full',
  'room-locked',
  'kept-out',
  'identity-conflict',
]);
const ENTER_AGAIN_MS = 5_000;
const GOODBYE_DEADLINE_MS = 2_000;
const OPEN: RoomState = { locked: false, guestsMayShare: true };

/** One person's stay in one room, over any number of connections. */
export class Meeting {
  readonly roomId: string;
  readonly name: string;
  readonly identity: Identity;
  readonly local: LocalMedia;
  readonly hand: Hand;
  /** For hosts. */
  readonly guests: WaitingGuests;
  readonly invites: Invites;
  readonly moderation: Moderation;
  readonly closing = new ClosingTime();

  #status = $state<MeetingStatus>('connecting');
  #end = $state.raw<MeetingEnd | null>(null);
  #isHost = $state(false);
  #unreachable = $state(false);
  #dominantSpeaker = $state<string | null>(null);
  #roomState = $state.raw<RoomState>(OPEN);
  #unmuteRequests = $state.raw<readonly MutableKind[]>([]);

  readonly #setup: MeetingSetup;
  readonly #channel: Channel;
  readonly #people: People;
  readonly #media: RoomMedia;
  readonly #holds: Holds;
  readonly #subscriptions: Unsubscribe[];
  #invite: string | undefined;
  /** Grows with every attempt to enter; what belongs to an earlier attempt comes too late. */
  #epoch = 0;

  constructor(setup: MeetingSetup) {
    const { roomId, channel, local, identity } = setup;
    this.#setup = setup;
    this.roomId = roomId;
    this.name = setup.name;
    this.identity = identity;
    this.local = local;
    this.hand = new Hand(channel, roomId, setup.keep);
    this.guests = new WaitingGuests(channel, roomId);
    this.invites = new Invites(channel, roomId);
    this.moderation = new Moderation(channel, roomId);
    this.#channel = channel;
    this.#holds = new Holds(local, roomId, setup.keep);
    this.#invite = setup.invite;
    this.#people = new People(identity.participantId);
    this.#media = new RoomMedia({
      ...setup,
      people: this.#people,
      onLost: () => {
        this.#onMediaLost();
      },
    });
    this.#subscriptions = [
      channel.onState((state) => {
        this.#onChannelState(state);
      }),
      local.onChange((source) => {
        if (source === 'microphone') void this.#tellMuted();
      }),
      ...this.#listen(),
      ...this.closing.listenTo(channel),
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

  get roomState(): RoomState {
    return this.#roomState;
  }

  /** What a host asks us to turn on again. */
  get unmuteRequests(): readonly MutableKind[] {
    return this.#unmuteRequests;
  }

  /** The others, ourselves excepted. */
  get participants() {
    return this.#people.all;
  }

  get quality(): ConnectionQuality {
    return this.#media.quality;
  }

  /** What of the others is on our screen. */
  get watching(): Watching {
    return this.#media.watching;
  }

  get muted(): boolean {
    return this.local.microphone.track === null;
  }

  get mayShare(): boolean {
    return this.#isHost || this.#roomState.guestsMayShare;
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

  /** Answers a host's request: turns it on, or leaves it off. */
  answerUnmute(kind: MutableKind, answer: 'on' | 'off'): void {
    this.#unmuteRequests = this.#unmuteRequests.filter((asked) => asked !== kind);
    if (answer === 'on') void this.local[kind].turnOn();
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
    const { roomId, name } = this;
    try {
      const answer = await this.#channel.request('join-room', {
        roomId,
        name,
        ...this.identity,
        invite: this.#invite,
        hostKey: hostKeyIn(roomId, this.#setup.keep),
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
      // Somebody has our id and another token: the next attempt is as somebody new.
      if (word === 'identity-conflict') newIdentityIn(this.roomId, this.#setup.keep);
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
    this.#dropRoom();
    this.#people.replaceWith([]);
    this.#becomeHost(false);
    this.#status = 'waiting';
  }

  async #admit(admission: Admission): Promise<void> {
    const epoch = ++this.#epoch;
    const { hostKey } = admission;
    if (hostKey !== undefined) rememberHostKey(this.roomId, this.#setup.keep, hostKey);
    this.#invite = undefined;
    this.#dropRoom();
    this.#status = 'joined';
    this.#people.replaceWith(admission.participants);
    this.#roomState = admission.roomState;
    const as = admission.reconnected ? 'returned' : 'new';
    this.#holds.onAdmission(as);
    this.local.lowData.apply();
    this.#becomeHost(admission.isHost);
    this.hand.onAdmission(as);
    void this.#tellMuted();
    try {
      await this.#media.open(admission);
    } catch {
      if (epoch === this.#epoch) this.#close({ kind: 'unsupported' });
    }
  }

  /** Media is gone though the socket lives: entering again rebuilds all of it. */
  #onMediaLost(): void {
    if (this.#status !== 'joined' || !this.#channel.connected) return;
    this.#status = 'reconnecting';
    void this.#enter();
  }

  #listen(): Unsubscribe[] {
    return listenToRoom(this.#channel, {
      people: this.#people,
      remote: this.#media.remote,
      guests: this.guests,
      speaks: (userId) => (this.#dominantSpeaker = userId),
      hosts: (userId, isHost) => {
        if (userId === this.selfId) this.#becomeHost(isHost);
        else this.#people.get(userId)?.update({ isHost });
      },
      roomIs: (state) => {
        this.#roomState = state;
      },
      layersWanted: (producerId, maxSpatialLayer) => {
        this.#media.layersWanted(producerId, maxSpatialLayer);
      },
      stranger: () => {
        this.#media.healSoon();
      },
      approved: (admission) => {
        if (this.#status === 'waiting') void this.#admit(admission);
      },
      silenced: (kind) => {
        this.#silence(kind);
      },
      askedToUnmute: (kind) => {
        this.#holds.release(kind);
        if (!this.local[kind].wanted)
          this.#unmuteRequests = [...new Set([...this.#unmuteRequests, kind])];
      },
      restarting: (retryAfterMs) => {
        this.#channel.stayAway(spread(retryAfterMs));
      },
      ended: (kind) => {
        if (this.#status !== 'ended') this.#close({ kind });
      },
    });
  }

  #silence(kind: MutableKind): void {
    this.answerUnmute(kind, 'off');
    // Where guests may not share at all, sharing may be allowed again without a word to us.
    if (kind === 'screen' && !this.mayShare) this.local.screen.turnOff('not-allowed');
    else this.#holds.hold(kind);
  }

  #becomeHost(isHost: boolean): void {
    this.#isHost = isHost;
    if (isHost) {
      this.#holds.releaseAll();
      void this.guests.refresh();
    } else {
      this.guests.clear();
      this.invites.clear();
    }
  }

  async #tellMuted(): Promise<void> {
    if (this.#status !== 'joined') return;
    const { roomId, muted } = this;
    const word = await outcomeOf(this.#channel.request('mute-state', { roomId, muted }));
    if (word === 'muted-by-host') this.#silence('microphone');
  }

  #dropRoom(): void {
    this.#media.drop();
    this.#dominantSpeaker = null;
    this.#unmuteRequests = [];
  }

  #close(end: MeetingEnd): void {
    this.#finish(end);
    this.#channel.close();
  }

  #finish(end: MeetingEnd): void {
    this.#epoch++;
    this.#status = 'ended';
    this.#end = end;
    for (const unsubscribe of this.#subscriptions) unsubscribe();
    this.#dropRoom();
    this.#media.close();
    this.#people.replaceWith([]);
    this.hand.forget();
    this.guests.clear();
    this.invites.clear();
    this.local.release();
  }
}
