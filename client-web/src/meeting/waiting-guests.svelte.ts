import { SvelteMap } from 'svelte/reactivity';
import type { Channel } from '../protocol/channel';
import { outcomeOf, wordOf } from '../protocol/errors';
import type { NamedUser } from '../protocol/events';

const NO_GUEST = new Set(['not-pending', 'socket-gone', 'not-host']);

/** Who knocks: known to the host only. */
export class WaitingGuests {
  readonly #names = new SvelteMap<string, string>();

  constructor(
    private readonly channel: Channel,
    private readonly roomId: string,
  ) {}

  get all(): NamedUser[] {
    return [...this.#names].map(([userId, name]) => ({ userId, name }));
  }

  knock({ userId, name }: NamedUser): void {
    this.#names.set(userId, name);
  }

  gone(userId: string): void {
    this.#names.delete(userId);
  }

  clear(): void {
    this.#names.clear();
  }

  /** @return why not, null when it is done */
  admit(userId: string): Promise<string | null> {
    return this.#answer(userId, 'approve-join');
  }

  /** @return why not, null when it is done */
  deny(userId: string, then: 'may-return' | 'kept-out' = 'may-return'): Promise<string | null> {
    return this.#answer(userId, 'deny-join', then === 'kept-out' ? { keepOut: true } : {});
  }

  /** @return why not everybody is in, null when everybody is */
  async admitAll(): Promise<string | null> {
    const word = await outcomeOf(this.channel.request('admit-all', { roomId: this.roomId }));
    await this.refresh();
    return word ?? (this.#names.size > 0 ? 'room-full' : null);
  }

  async #answer(
    userId: string,
    event: 'approve-join' | 'deny-join',
    more: { keepOut?: true } = {},
  ): Promise<string | null> {
    const { roomId } = this;
    const word = await outcomeOf(this.channel.request(event, { roomId, userId, ...more }));
    // Without an answer the guest stays on the list, to be answered again.
    if (word === null || NO_GUEST.has(word)) this.gone(userId);
    return word === 'not-pending' ? null : word; // somebody else was quicker
  }

  /** Asks for the whole list. @return whether we are host, as far as the server said */
  async refresh(): Promise<boolean> {
    try {
      const { pending } = await this.channel.request('get-pending', { roomId: this.roomId });
      this.#names.clear();
      for (const guest of pending) this.knock(guest);
      return true;
    } catch (error) {
      // The server repeats open requests to a returning host; new ones are announced anyway.
      return wordOf(error) !== 'not-host';
    }
  }
}
