import type { Channel } from '../protocol/channel';
import type { Keep } from '../util/storage';

/** Our own hand. The server keeps it up while we reload; so do we. */
export class Hand {
  #raised = $state(false);
  readonly #key: string;

  constructor(
    private readonly channel: Pick<Channel, 'notify'>,
    private readonly roomId: string,
    private readonly keep: Keep,
  ) {
    this.#key = `foyer:hand:${roomId}`;
  }

  get raised(): boolean {
    return this.#raised;
  }

  toggle(): void {
    this.#set(!this.#raised);
    this.#tell();
  }

  /** Who comes anew comes with the hand down; who comes back, as it was. */
  onAdmission(as: 'new' | 'returned'): void {
    this.#set(as === 'returned' && (this.#raised || this.keep.read(this.#key) === 'raised'));
    if (as === 'returned') this.#tell();
  }

  forget(): void {
    this.#set(false);
  }

  #set(raised: boolean): void {
    this.#raised = raised;
    this.keep.write(this.#key, raised ? 'raised' : '');
  }

  #tell(): void {
    this.channel.notify('hand-state', { roomId: this.roomId, handRaised: this.#raised });
  }
}
