import type { Keep } from '../../util/storage';

export const THEMES = ['system', 'light', 'dark'] as const;
export type ThemeName = (typeof THEMES)[number];

const KEY = 'foyer:theme';

/** Which half of the colours holds: what the system prefers, or what was chosen here. */
export class Theme {
  #name = $state<ThemeName>('system');

  constructor(
    private readonly keep: Keep,
    private readonly root: HTMLElement,
  ) {
    this.#name = THEMES.find((name) => name === keep.read(KEY)) ?? 'system';
    this.#apply();
  }

  get name(): ThemeName {
    return this.#name;
  }

  choose(name: ThemeName): void {
    this.#name = name;
    this.keep.write(KEY, name);
    this.#apply();
  }

  #apply(): void {
    if (this.#name === 'system') delete this.root.dataset.theme;
    else this.root.dataset.theme = this.#name;
  }
}
