import { describe, expect, it } from 'vitest';
import { spotlightFor, spotlightOf } from './spotlight';

const tile = (participantId: string, kind: 'camera' | 'screen' = 'camera') => ({
  key: kind === 'screen' ? `${participantId}/screen` : participantId,
  participantId,
  kind,
  mine: participantId === 'me',
});
const wish = (w: Partial<Parameters<typeof spotlightOf>[1]> = {}) => ({
  layout: 'grid' as const,
  pinned: null,
  speaker: null,
  ...w,
});

describe('the large tile', () => {
  const people = [tile('me'), tile('ada'), tile('bob')];

  it('is nobody in a grid, and nobody where there is one tile', () => {
    expect(spotlightOf(people, wish())).toBeNull();
    expect(spotlightOf([tile('me')], wish({ layout: 'speaker', pinned: 'me' }))).toBeNull();
  });

  it('is who spoke last, another until somebody spoke, never ourselves', () => {
    expect(spotlightOf(people, wish({ layout: 'speaker' }))).toBe(1);
    expect(spotlightOf(people, wish({ layout: 'speaker', speaker: 'bob' }))).toBe(2);
    expect(spotlightOf(people, wish({ layout: 'speaker', speaker: 'me' }))).toBe(1);
    expect(spotlightOf(people, wish({ layout: 'speaker', speaker: 'gone' }))).toBe(1);
  });

  it('is the screen that was shared last, whatever the layout, but not our own', () => {
    const shared = [...people, tile('ada', 'screen'), tile('bob', 'screen')];
    expect(spotlightOf(shared, wish())).toBe(4);
    expect(spotlightOf([...people, tile('me', 'screen')], wish())).toBeNull();
  });

  it('is above all what was pinned, for as long as it is there', () => {
    const shared = [...people, tile('ada', 'screen')];
    expect(spotlightOf(shared, wish({ pinned: 'bob' }))).toBe(2);
    expect(spotlightOf(shared, wish({ pinned: 'me' }))).toBe(0);
    expect(spotlightOf(shared, wish({ pinned: 'gone' }))).toBe(3);
  });
});

describe('the strip beside it', () => {
  const sizes = [
    [320, 480],
    [390, 700],
    [768, 900],
    [1280, 640],
    [2560, 1300],
  ] as const;

  it('keeps every tile inside the window and apart from the others', () => {
    for (const [width, height] of sizes) {
      for (let count = 2; count <= 16; count++) {
        const rects = spotlightFor(count, 1, width, height);
        expect(rects).toHaveLength(count);
        for (const [i, a] of rects.entries()) {
          expect(Math.min(a.left, a.top, a.width, a.height)).toBeGreaterThanOrEqual(0);
          expect(a.left + a.width).toBeLessThanOrEqual(width + 0.001);
          expect(a.top + a.height).toBeLessThanOrEqual(height + 0.001);
          for (const b of rects.slice(i + 1)) {
            const apart =
              a.left + a.width < b.left ||
              b.left + b.width < a.left ||
              a.top + a.height < b.top ||
              b.top + b.height < a.top;
            expect(apart, `${count} at ${width} × ${height}`).toBe(true);
          }
        }
      }
    }
  });

  it('leaves the large tile most of the window, and goes below it on a phone', () => {
    for (const [width, height] of sizes) {
      const [small, large] = spotlightFor(5, 1, width, height);
      const share = ((large?.width ?? 0) * (large?.height ?? 0)) / (width * height);
      expect(share).toBeGreaterThan(0.6);
      const below = (small?.top ?? 0) > (large?.height ?? 0);
      expect(below).toBe(height > width);
    }
  });

  it('keeps small pictures in the shape of a camera while there is room', () => {
    const [, ...small] = spotlightFor(4, 0, 1280, 640);
    for (const { width, height } of small) expect(width / height).toBeCloseTo(16 / 9);
  });
});
