import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { NamedUser, ParticipantEntry } from '../protocol/events';
import { Participant } from './participant.svelte';

/** Everybody else in the room, in the order of their arrival here. */
export class People {
  readonly #byId = new SvelteMap<string, Participant>();
  /** Producers that the server sends nothing of, as our network is too slow. Its word may come before the track. */
  readonly #paused = new SvelteSet<string>();

  constructor(readonly selfId: string) {}

  get all(): Participant[] {
    return [...this.#byId.values()];
  }

  get(userId: string): Participant | undefined {
    return this.#byId.get(userId);
  }

  /** Takes somebody in, or learns more about somebody known. Never ourselves. */
  admit(user: NamedUser & Partial<ParticipantEntry>): void {
    if (user.userId === this.selfId) return;
    const known = this.#byId.get(user.userId);
    if (known !== undefined) known.update(user);
    else this.#byId.set(user.userId, new Participant(user, this.#paused));
  }

  paused(producerId: string): void {
    this.#paused.add(producerId);
  }

  resumed(producerId: string): void {
    this.#paused.delete(producerId);
  }

  /** The producers that our network is too slow for. */
  get pausedProducers(): string[] {
    return [...this.#paused];
  }

  remove(userId: string): void {
    this.#byId.delete(userId);
  }

  /** The server's list is the truth. */
  replaceWith(users: (NamedUser & Partial<ParticipantEntry>)[]): void {
    const listed = new Set(users.map((user) => user.userId));
    for (const id of this.#byId.keys()) if (!listed.has(id)) this.#byId.delete(id);
    for (const user of users) this.admit(user);
  }
}
