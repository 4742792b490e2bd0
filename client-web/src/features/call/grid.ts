export type Rect = { left: number; top: number; width: number; height: number };
export type Grid = { columns: number; rows: number; tiles: Rect[] };

export const GAP = 8;
/** Higher than this many times its width, a window is one to hold upright. */
const UPRIGHT = 1.3;

/** Lays tiles of one size into rows; the last row is centred. */
function rowsOf(count: number, columns: number, width: number, height: number): Grid {
  const rows = Math.ceil(count / columns);
  const tileWidth = Math.max(0, (width - GAP * (columns - 1)) / columns);
  const tileHeight = Math.max(0, (height - GAP * (rows - 1)) / rows);
  const inLastRow = count - columns * (rows - 1);
  const lastRowShift = ((columns - inLastRow) * (tileWidth + GAP)) / 2;
  const tiles = Array.from({ length: count }, (_, i): Rect => {
    const row = Math.floor(i / columns);
    const shift = row === rows - 1 ? lastRowShift : 0;
    return {
      left: shift + (i % columns) * (tileWidth + GAP),
      top: row * (tileHeight + GAP),
      width: tileWidth,
      height: tileHeight,
    };
  });
  return { columns, rows, tiles };
}

/**
 * Where each tile goes so that they fill the window: ⌈√n⌉ columns, the last row centred. On an upright phone
 * it is ⌈√n⌉ rows, or two people would be two slivers.
 */
export function gridFor(count: number, width: number, height: number): Grid {
  if (count <= 0) return { columns: 0, rows: 0, tiles: [] };
  const root = Math.ceil(Math.sqrt(count));
  const columns = height > width * UPRIGHT ? Math.ceil(count / root) : root;
  return rowsOf(count, columns, width, height);
}
