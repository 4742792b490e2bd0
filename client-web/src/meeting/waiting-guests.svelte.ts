import { SvelteMap } from 'svelte/reactivity';
import type { Channel } from '../protocol/channel';
import { wordOf } from '../protocol/errors';
import type { NamedUser } from '../protocol/events';

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

  async admit(userId: string): Promise<void> {
    try {
      await this.channel.request('approve-join', { roomId: this.roomId, userId });
      this.gone(userId);
    } catch (error) {
      // Without an answer the guest stays on the list, to be admitted again.
      const word = wordOf(error);
      if (word === 'not-pending' || word === 'socket-gone' || word === 'not-host')
        this.gone(userId);
    }
  }

  deny(userId: string): void {
    this.channel.notify('deny-join', { roomId: this.roomId, userId });
    this.gone(userId);
  }

  /** Asks for the whole list, as somebody does who has just become host. */
  async refresh(): Promise<void> {
    try {
      const { pending } = await this.channel.request('get-pending', { roomId: this.roomId });
      this.#names.clear();
      for (const guest of pending) this.knock(guest);
    } catch {
      // The server repeats open requests to a returning host; new ones are announced anyway.
    }
  }
}
