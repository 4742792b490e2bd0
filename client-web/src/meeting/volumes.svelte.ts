import { SvelteMap } from 'svelte/reactivity';
import type { Keep } from '../util/storage';

const KEY = 'foyer:volumes';
/** Percent of how loud somebody comes. */
export const PLAIN = 100;
export const LOUDEST = 200;
/** The oldest are forgotten first. */
const REMEMBERED = 200;

function stored(text: string | null): [string, number][] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    if (!Array.isArray(value)) return [];
    return value.flatMap((entry: unknown): [string, number][] => {
      if (!Array.isArray(entry)) return [];
      const [id, percent] = entry as unknown[];
      const sound = typeof percent === 'number' && percent >= 0 && percent <= LOUDEST;
      return typeof id === 'string' && sound ? [[id, percent]] : [];
    });
  } catch {
    return [];
  }
}

/** How loud we want to hear each of the others, remembered in this browser. */
export class Volumes {
  readonly #percents: SvelteMap<string, number>;

  constructor(private readonly keep: Keep) {
    this.#percents = new SvelteMap(stored(keep.read(KEY)));
  }

  /** From 0 to 200, 100 being as it comes. */
  of(participantId: string): number {
    return this.#percents.get(participantId) ?? PLAIN;
  }

  set(participantId: string, percent: number): void {
    this.#percents.delete(participantId);
    if (percent !== PLAIN) {
      this.#percents.set(participantId, Math.min(LOUDEST, Math.max(0, Math.round(percent))));
    }
    const kept = [...this.#percents].slice(-REMEMBERED);
    this.keep.write(KEY, JSON.stringify(kept));
  }
}
