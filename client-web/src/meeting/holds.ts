import type { MutableKind } from '../protocol/events';
import type { Keep } from '../util/storage';
import type { LocalMedia } from './local-media.svelte';

/** The server says by itself whether our microphone is held, each time we open it; of these it says nothing. */
const UNTOLD: readonly MutableKind[] = ['camera', 'screen'];

/** What hosts have switched off. The server goes on holding it while we reload; so do we. */
export class Holds {
  readonly #key: string;

  constructor(
    private readonly local: LocalMedia,
    roomId: string,
    private readonly keep: Keep,
  ) {
    this.#key = `foyer:held:${roomId}`;
  }

  hold(kind: MutableKind): void {
    this.local[kind].hold();
    this.#remember();
  }

  release(kind: MutableKind): void {
    this.local[kind].unhold();
    this.#remember();
  }

  releaseAll(): void {
    this.local.unhold();
    this.#remember();
  }

  /** Who comes anew is held to nothing; who comes back, to what it was. */
  onAdmission(as: 'new' | 'returned'): void {
    if (as === 'new') {
      this.releaseAll();
      return;
    }
    const held = (this.keep.read(this.#key) ?? '').split(' ');
    for (const kind of UNTOLD) if (held.includes(kind)) this.local[kind].hold();
  }

  #remember(): void {
    const held = UNTOLD.filter((kind) => this.local[kind].held);
    this.keep.write(this.#key, held.join(' '));
  }
}
