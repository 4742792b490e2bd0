import { describe, expect, it } from 'vitest';
import { viewsFor, type Looking } from './views';

const tile = (key: string) => ({ key, kind: 'camera' as const, producerId: `v-${key}` });
const place = { left: 0, top: 0, width: 320, height: 180 };
const looking: Looking = { lowData: false, hidden: false, covered: false, floating: null };
const ids = (change: Partial<Looking> = {}): string[] =>
  viewsFor(
    [tile('a'), tile('b'), { ...tile('c'), producerId: null }],
    new Map([
      ['a', place],
      ['c', place],
    ]),
    { ...looking, ...change },
  ).map(({ producerId, width }) => `${producerId} ${width}`);

describe('what can be seen', () => {
  it('is what has a place and a picture', () => {
    expect(ids()).toEqual(['v-a 320']);
    expect(ids({ hidden: true })).toEqual(['v-a 320']);
  });

  it('is nothing where only sound is wanted, or something lies over it', () => {
    expect(ids({ lowData: true, floating: tile('b') })).toEqual([]);
    expect(ids({ covered: true })).toEqual([]);
  });

  it('is what floats above, also while nobody looks at the page', () => {
    const floating = tile('b');
    expect(ids({ floating })).toEqual(['v-a 320', 'v-b 640']);
    expect(ids({ floating, hidden: true })).toEqual(['v-b 640']);
    expect(ids({ floating, covered: true })).toEqual(['v-b 640']);
  });
});
