import { SvelteMap } from 'svelte/reactivity';
import type { Incoming, Measured } from '../rtc/statistics';
import { between, levelOf, SteadyLevel, worst, type Level } from './quality';

const LOOK_EVERY_MS = 2_500;

type Measuring = { measure(): Promise<Measured> };

/** How well we are connected, and how well the others come through to us. */
export class ConnectionQuality {
  #own = $state<Level>('good');
  readonly #others = new SvelteMap<string, Level>();
  readonly #steady = new Map<string, SteadyLevel>();
  readonly #ownSteady = new SteadyLevel();
  readonly #ownerOf = new Map<string, string>();
  #before: ReadonlyMap<string, Incoming> = new Map();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #measuring: Measuring | null = null;

  /** @param starved whether our network is too slow for something that we want to see */
  constructor(private readonly starved: () => boolean) {}

  get own(): Level {
    return this.#own;
  }

  of(userId: string): Level {
    return this.#others.get(userId) ?? 'good';
  }

  attach(measuring: Measuring): void {
    this.#measuring = measuring;
    this.#lookLater();
  }

  detach(): void {
    clearTimeout(this.#timer);
    this.#measuring = null;
    this.#before = new Map();
    this.#own = 'good';
    this.#others.clear();
    this.#steady.clear();
  }

  add(producerId: string, userId: string): void {
    this.#ownerOf.set(producerId, userId);
  }

  remove(producerId: string): void {
    this.#ownerOf.delete(producerId);
  }

  #lookLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), LOOK_EVERY_MS);
  }

  async #look(): Promise<void> {
    const measuring = this.#measuring;
    if (measuring === null) return;
    try {
      const measured = await measuring.measure();
      if (this.#measuring === measuring) this.#judge(measured);
    } catch {
      // A connection that was closed meanwhile: there is nothing to say of it.
    }
    if (this.#measuring === measuring) this.#lookLater();
  }

  #judge({ connected, rttMs, lossShare, incoming }: Measured): void {
    const levels = new Map<string, Level[]>();
    for (const [producerId, now] of incoming) {
      const owner = this.#ownerOf.get(producerId);
      if (owner === undefined) continue;
      const level = levelOf(between(this.#before.get(producerId), now));
      levels.set(owner, [...(levels.get(owner) ?? []), level]);
    }
    this.#before = incoming;
    this.#tellOthers(levels);
    const up = connected ? levelOf({ rttMs: rttMs ?? 0, lossShare }) : 'poor';
    // What all others have in common is our own doing.
    const down = levels.size > 1 ? best([...levels.values()].map(worst)) : 'good';
    const own = worst([up, down, this.starved() ? 'poor' : 'good']);
    this.#own = this.#ownSteady.look(own);
  }

  #tellOthers(levels: ReadonlyMap<string, Level[]>): void {
    for (const userId of this.#steady.keys()) {
      if (!levels.has(userId)) {
        this.#steady.delete(userId);
        this.#others.delete(userId);
      }
    }
    for (const [userId, theirs] of levels) {
      const steady = this.#steady.get(userId) ?? new SteadyLevel();
      this.#steady.set(userId, steady);
      this.#others.set(userId, steady.look(worst(theirs)));
    }
  }
}

function best(levels: readonly Level[]): Level {
  if (levels.includes('good')) return 'good';
  return levels.includes('fair') ? 'fair' : 'poor';
}
