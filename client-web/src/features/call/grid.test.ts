import { describe, expect, it } from 'vitest';
import { gridFor } from './grid';

describe('gridFor', () => {
  it('has as many columns as the root of the count, rounded up', () => {
    const columns = [1, 2, 3, 4, 5, 9, 10, 16].map((n) => gridFor(n, 800, 600).columns);
    expect(columns).toEqual([1, 2, 2, 2, 3, 3, 4, 4]);
    const rows = [1, 2, 3, 4, 5, 9, 10, 16].map((n) => gridFor(n, 800, 600).rows);
    expect(rows).toEqual([1, 1, 2, 2, 2, 3, 3, 4]);
  });

  it('has as many rows on an upright phone', () => {
    const shape = [1, 2, 3, 4, 5, 6].map((n) => {
      const { columns, rows } = gridFor(n, 390, 700);
      return `${columns}×${rows}`;
    });
    expect(shape).toEqual(['1×1', '1×2', '2×2', '2×2', '2×3', '2×3']);
  });

  it('fills the window', () => {
    expect(gridFor(1, 800, 600).tiles).toEqual([{ left: 0, top: 0, width: 800, height: 600 }]);
    const last = gridFor(4, 808, 608).tiles[3];
    expect(last).toEqual({ left: 408, top: 308, width: 400, height: 300 });
  });

  it('centres the last row', () => {
    const { tiles } = gridFor(5, 816, 600);
    const [fourth, fifth] = tiles.slice(3);
    expect(fourth?.left).toBeCloseTo(816 - ((fifth?.left ?? 0) + (fifth?.width ?? 0)));
    expect(fourth?.left).toBeGreaterThan(0);
  });

  it('keeps every tile inside and apart from the others', () => {
    for (let n = 1; n <= 16; n++) {
      const { tiles } = gridFor(n, 1000, 700);
      expect(tiles).toHaveLength(n);
      for (const [i, a] of tiles.entries()) {
        expect(a.left).toBeGreaterThanOrEqual(0);
        expect(a.left + a.width).toBeLessThanOrEqual(1000.001);
        expect(a.top + a.height).toBeLessThanOrEqual(700.001);
        for (const b of tiles.slice(i + 1)) {
          const apart =
            a.left + a.width < b.left || a.top + a.height < b.top || b.left + b.width < a.left;
          expect(apart).toBe(true);
        }
      }
    }
  });

  it('is empty for nobody, and never negative in a tiny window', () => {
    expect(gridFor(0, 800, 600).tiles).toEqual([]);
    expect(gridFor(16, 3, 3).tiles.every((t) => t.width === 0 && t.height === 0)).toBe(true);
  });
});
