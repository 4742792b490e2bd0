import { SCREEN_QUALITIES, type ScreenQuality } from '../media/screen';
import type { Keep } from '../util/storage';

const KEY = 'foyer:screen-quality';

/** For what shared screens are made best: what stands still and is read, or what moves. */
export class ScreenQualityChoice {
  #chosen = $state<ScreenQuality>('text');

  constructor(private readonly keep: Keep) {
    const kept = keep.read(KEY);
    this.#chosen = SCREEN_QUALITIES.find((quality) => quality === kept) ?? 'text';
  }

  get chosen(): ScreenQuality {
    return this.#chosen;
  }

  choose(quality: ScreenQuality): void {
    this.#chosen = quality;
    this.keep.write(KEY, quality);
  }
}
