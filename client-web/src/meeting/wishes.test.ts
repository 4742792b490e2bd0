import { describe, expect, it } from 'vitest';
import { ALL_FRAMES, asksForMore, sameWish, wishFor, type Sight, type Wish } from './wishes';

const FULL: Wish = { spatialLayer: 2, temporalLayer: ALL_FRAMES };

function camera(width: number, height: number, pixelRatio = 1): Sight {
  return { kind: 'camera', width, height, pixelRatio };
}

/** The layer asked for of a camera in three layers by a tile that is seen for the first time. */
function layerFor(sight: Sight): number | null {
  const wish = wishFor(sight, 3, 'nothing');
  return wish === 'nothing' ? null : wish.spatialLayer;
}

describe('what is asked for of a video', () => {
  it('is nothing where it is not on screen', () => {
    expect(wishFor(null, 3, FULL)).toBe('nothing');
    expect(wishFor(camera(0, 0), 3, FULL)).toBe('nothing');
  });

  it('grows with the tile', () => {
    expect(layerFor(camera(160, 90))).toBe(0);
    expect(layerFor(camera(320, 180))).toBe(0);
    expect(layerFor(camera(640, 360))).toBe(1);
    expect(layerFor(camera(1280, 720))).toBe(2);
    expect(layerFor(camera(3840, 2160))).toBe(2);
  });

  it('counts the pixels of the screen, but no finer ones than eyes can see', () => {
    expect(layerFor(camera(320, 180, 2))).toBe(1);
    expect(layerFor(camera(320, 180, 4))).toBe(1);
    expect(layerFor(camera(640, 360, 2))).toBe(2);
  });

  it('covers a tile that is higher than wide, or wider than high', () => {
    expect(layerFor(camera(200, 600))).toBe(2);
    expect(layerFor(camera(1200, 100))).toBe(2);
  });

  it('is half of the frames in a tiny tile', () => {
    expect(wishFor(camera(160, 90), 3, 'nothing')).toEqual({ spatialLayer: 0, temporalLayer: 1 });
    expect(wishFor(camera(320, 180), 3, 'nothing')).toEqual({ spatialLayer: 0, temporalLayer: 2 });
  });

  it('is always the whole of a screen in one layer, in a strip not all of its frames', () => {
    const strip: Sight = { kind: 'screen', width: 256, height: 144, pixelRatio: 1 };
    expect(wishFor(strip, 1, 'nothing')).toEqual({ spatialLayer: 0, temporalLayer: 1 });
    const stage: Sight = { kind: 'screen', width: 1024, height: 576, pixelRatio: 1 };
    expect(wishFor(stage, 1, 'nothing')).toEqual({ spatialLayer: 0, temporalLayer: 2 });
  });

  it('stays the same around an edge', () => {
    let wish: Wish = 'nothing';
    let changes = 0;
    for (let i = 0; i < 100; i++) {
      const next = wishFor(camera(400, 240 + (i % 2 === 0 ? 8 : -8)), 3, wish);
      if (!sameWish(next, wish)) changes++;
      wish = next;
    }
    expect(changes).toBe(1);
    expect(wish).toEqual({ spatialLayer: 1, temporalLayer: 2 });
    expect(wishFor(camera(320, 180), 3, wish)).toEqual({ spatialLayer: 0, temporalLayer: 2 });
  });

  it('never asks for a layer that there is not', () => {
    for (const layers of [1, 2, 3]) {
      for (let height = 10; height < 2_000; height += 10) {
        const wish = wishFor(camera(height, height), layers, FULL);
        expect(wish === 'nothing' ? 0 : wish.spatialLayer).toBeLessThan(layers);
      }
    }
  });
});

describe('more', () => {
  it('is anything instead of nothing, a higher layer, or more frames', () => {
    const low: Wish = { spatialLayer: 0, temporalLayer: 1 };
    expect(asksForMore(low, 'nothing')).toBe(true);
    expect(asksForMore({ ...low, spatialLayer: 1 }, low)).toBe(true);
    expect(asksForMore({ ...low, temporalLayer: 2 }, low)).toBe(true);
    expect(asksForMore(low, low)).toBe(false);
    expect(asksForMore(low, FULL)).toBe(false);
    expect(asksForMore('nothing', low)).toBe(false);
  });
});
