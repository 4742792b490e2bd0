import type { Incoming } from '../rtc/statistics';

export type Level = 'good' | 'fair' | 'poor';

export type Figures = {
  /** Of the packets since the last look, 0 to 1. */
  lossShare: number;
  rttMs: number;
  jitterMs: number;
};

const LEVELS: readonly Level[] = ['good', 'fair', 'poor'];

/**
 * From where a connection is fair, and from where it is poor. ITU-T G.114: up to 150 ms one way nobody minds,
 * beyond 400 ms nobody can talk. Loss: what repair hides, and what it does not. Jitter: a buffer's length more.
 */
const EDGES: Readonly<Record<keyof Figures, readonly [fair: number, poor: number]>> = {
  lossShare: [0.03, 0.1],
  rttMs: [300, 800],
  jitterMs: [100, 250],
};

export function worst(levels: Iterable<Level>): Level {
  let at = 0;
  for (const level of levels) at = Math.max(at, LEVELS.indexOf(level));
  return LEVELS[at] ?? 'good';
}

export function levelOf(figures: Partial<Figures>): Level {
  return worst(
    (['lossShare', 'rttMs', 'jitterMs'] as const).map((name) => {
      const value = figures[name] ?? 0;
      const [fair, poor] = EDGES[name];
      return value >= poor ? 'poor' : value >= fair ? 'fair' : 'good';
    }),
  );
}

const FEW_PACKETS = 20;

/** How a track came since an earlier look; too few packets tell nothing of their loss. */
export function between(before: Incoming | undefined, now: Incoming): Partial<Figures> {
  if (before === undefined || now.received < before.received) return {};
  const received = now.received - before.received;
  // Packets that come late take back what was counted as lost.
  const lost = Math.max(0, now.lost - before.lost);
  if (received + lost < FEW_PACKETS) return {};
  return { lossShare: lost / (received + lost), jitterMs: now.jitterMs };
}

/** A mark that stays calm: it moves only where two looks in a row agree that it should. */
export class SteadyLevel {
  #level: Level = 'good';
  #last: Level = 'good';

  get level(): Level {
    return this.#level;
  }

  look(level: Level): Level {
    if (level === this.#last) this.#level = level;
    this.#last = level;
    return this.#level;
  }
}
