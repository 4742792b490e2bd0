import { describe, expect, it } from 'vitest';
import { between, levelOf, SteadyLevel, worst, type Level } from './quality';

describe('how good a connection is', () => {
  it('is what its worst figure says', () => {
    expect(levelOf({})).toBe('good');
    expect(levelOf({ lossShare: 0.02, rttMs: 120, jitterMs: 30 })).toBe('good');
    expect(levelOf({ lossShare: 0.05 })).toBe('fair');
    expect(levelOf({ rttMs: 300 })).toBe('fair');
    expect(levelOf({ jitterMs: 120, rttMs: 900 })).toBe('poor');
    expect(levelOf({ lossShare: 0.1 })).toBe('poor');
    expect(worst([])).toBe('good');
  });

  it('counts what came since the last look', () => {
    const at = (received: number, lost: number, jitterMs = 5) => ({ received, lost, jitterMs });
    expect(between(undefined, at(100, 50))).toEqual({});
    expect(between(at(100, 50), at(190, 60))).toEqual({ lossShare: 0.1, jitterMs: 5 });
    expect(between(at(100, 50), at(200, 45))).toEqual({ lossShare: 0, jitterMs: 5 });
  });

  it('is not told by a handful of packets, nor by a track that began anew', () => {
    const before = { received: 100, lost: 0, jitterMs: 0 };
    expect(between(before, { received: 105, lost: 5, jitterMs: 400 })).toEqual({});
    expect(between(before, { received: 50, lost: 5, jitterMs: 0 })).toEqual({});
  });

  it('changes for what lasts, not for a moment', () => {
    const steady = new SteadyLevel();
    const shown = (looks: Level[]): Level[] => looks.map((level) => steady.look(level));
    expect(shown(['poor', 'good', 'poor', 'good'])).toEqual(['good', 'good', 'good', 'good']);
    expect(shown(['poor', 'poor', 'good', 'good'])).toEqual(['good', 'poor', 'poor', 'good']);
  });
});
