import type { NamedUser, ParticipantEntry } from '../protocol/events';
import type { RemoteTrack } from '../rtc/receiving';

export type Slot = 'audio' | 'camera' | 'screen' | 'screenAudio';

export function slotOf(remote: Pick<RemoteTrack, 'kind' | 'isScreen'>): Slot {
  if (remote.kind === 'audio') return remote.isScreen ? 'screenAudio' : 'audio';
  return remote.isScreen ? 'screen' : 'camera';
}

/** Somebody else in the room. */
export class Participant {
  readonly id: string;
  #name = $state('');
  #muted = $state(false);
  #handRaised = $state(false);
  #isHost = $state(false);
  #tracks = $state.raw<Partial<Record<Slot, RemoteTrack>>>({});

  readonly #paused: ReadonlySet<string>;

  /** @param paused producers that are not sent to us for now */
  constructor(entry: NamedUser & Partial<ParticipantEntry>, paused: ReadonlySet<string>) {
    this.id = entry.userId;
    this.#paused = paused;
    this.update(entry);
  }

  get name(): string {
    return this.#name;
  }

  get muted(): boolean {
    return this.#muted;
  }

  get handRaised(): boolean {
    return this.#handRaised;
  }

  get isHost(): boolean {
    return this.#isHost;
  }

  track(slot: Slot): MediaStreamTrack | null {
    return this.#tracks[slot]?.track ?? null;
  }

  producer(slot: Slot): string | null {
    return this.#tracks[slot]?.producerId ?? null;
  }

  /** Whether our network is too slow for what is in the slot. */
  isPaused(slot: Slot): boolean {
    const remote = this.#tracks[slot];
    return remote !== undefined && this.#paused.has(remote.producerId);
  }

  update(entry: Partial<ParticipantEntry>): void {
    this.#name = entry.name ?? this.#name;
    this.#muted = entry.muted ?? this.#muted;
    this.#handRaised = entry.handRaised ?? this.#handRaised;
    this.#isHost = entry.isHost ?? this.#isHost;
  }

  show(remote: RemoteTrack): void {
    this.#tracks = { ...this.#tracks, [slotOf(remote)]: remote };
  }

  /** Only the producer that fills a slot may empty it: its successor may have come first. */
  hide(producerId: string): void {
    const kept = Object.entries(this.#tracks).filter(([, r]) => r.producerId !== producerId);
    this.#tracks = Object.fromEntries(kept);
  }
}
