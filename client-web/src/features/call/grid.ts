export type Rect = { left: number; top: number; width: number; height: number };
export type Grid = { columns: number; rows: number; tiles: Rect[] };

const GAP = 8;

/** Where each tile goes so that they fill the window: ⌈√n⌉ columns, the last row centred. */
export function gridFor(count: number, width: number, height: number): Grid {
  if (count <= 0) return { columns: 0, rows: 0, tiles: [] };
  const columns = Math.ceil(Math.sqrt(count));
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
