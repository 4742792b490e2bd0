import type { Channel, Unsubscribe } from '../protocol/channel';

/** What the server said of its own end, while it still goes on. */
export class ClosingTime {
  #remainingMs = $state<number | null>(null);

  /** How long it goes on at most, counted from when it said so; null where it will not stop. */
  get remainingMs(): number | null {
    return this.#remainingMs;
  }

  listenTo(channel: Channel): Unsubscribe[] {
    return [
      channel.on('server-draining', ({ remainingMs }) => {
        this.#remainingMs = remainingMs;
      }),
      // Another server may answer next; the same one says it again.
      channel.onState((state) => {
        if (state === 'disconnected') this.dismiss();
      }),
    ];
  }

  /** It was read. */
  dismiss(): void {
    this.#remainingMs = null;
  }
}
