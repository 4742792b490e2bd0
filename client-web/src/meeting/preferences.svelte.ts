import type { Keep } from '../util/storage';

/** Everything a person can switch on or off, and how it is until they do. */
export const DEFAULTS = {
  noise: false,
  blur: false,
  joinMuted: false,
  joinWithoutCamera: false,
  warnWhenMuted: false,
  shortcuts: true,
  pushToTalk: true,
  'sound-join': true,
  'sound-leave': true,
  'sound-knock': true,
  'sound-door': true,
  'sound-chat': true,
  'sound-hand': true,
} as const satisfies Record<string, boolean>;

export type Preference = keyof typeof DEFAULTS;

const KEY = 'foyer:preferences';
const NAMES = Object.keys(DEFAULTS) as Preference[];

function stored(text: string | null): Partial<Record<Preference, boolean>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    const fields = new Map(
      typeof value === 'object' && value !== null ? Object.entries(value) : [],
    );
    const known: Partial<Record<Preference, boolean>> = {};
    for (const name of NAMES) {
      const on: unknown = fields.get(name);
      if (typeof on === 'boolean') known[name] = on;
    }
    return known;
  } catch {
    return {};
  }
}

/** What a person prefers, remembered in this browser. */
export class Preferences {
  #changed = $state.raw<Partial<Record<Preference, boolean>>>({});

  constructor(private readonly keep: Keep) {
    this.#changed = stored(keep.read(KEY));
  }

  is(name: Preference): boolean {
    return this.#changed[name] ?? DEFAULTS[name];
  }

  set(name: Preference, on: boolean): void {
    this.#changed = { ...this.#changed, [name]: on };
    this.keep.write(KEY, JSON.stringify(this.#changed));
  }
}
