import { SvelteMap } from 'svelte/reactivity';
import type { NamedUser, ParticipantEntry } from '../protocol/events';
import { Participant } from './participant.svelte';

/** Everybody else in the room, in the order of their arrival here. */
export class People {
  readonly #byId = new SvelteMap<string, Participant>();

  constructor(private readonly selfId: string) {}

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
    else {
      const entry = { muted: false, handRaised: false, ...user };
      this.#byId.set(user.userId, new Participant(entry));
    }
  }

  remove(userId: string): void {
    this.#byId.delete(userId);
  }

  /** The server's list is the truth. Returns the ids of those who are not on it. */
  replaceWith(users: (NamedUser & Partial<ParticipantEntry>)[]): string[] {
    const listed = new Set(users.map((user) => user.userId));
    const gone = [...this.#byId.keys()].filter((id) => !listed.has(id));
    for (const id of gone) this.#byId.delete(id);
    for (const user of users) this.admit(user);
    return gone;
  }
}
