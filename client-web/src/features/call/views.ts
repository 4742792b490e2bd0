import type { View } from '../../meeting/wishes';
import type { Rect } from './grid';
import type { TileView } from './tiles';

/** How large a small window above all others may be made, and still be sharp enough. */
const FLOATING = { width: 640, height: 360 };

type Seen = Pick<TileView, 'key' | 'kind' | 'producerId'>;

export type Looking = {
  /** Only sound is wanted. */
  lowData: boolean;
  /** The page is in a tab that is not looked at. */
  hidden: boolean;
  /** Something lies over the stage. */
  covered: boolean;
  /** What is in a small window above all others. */
  floating: Seen | null;
};

function viewOf({ producerId, kind }: Seen, { width, height }: Pick<Rect, 'width' | 'height'>) {
  return producerId === null ? [] : [{ producerId, kind, width, height }];
}

/**
 * What of the others can be seen, and how large. Nothing here is lost by a hidden page: who looks away for a
 * moment is not waited for, so that is somebody else's to decide.
 */
export function viewsFor(
  tiles: readonly Seen[],
  places: ReadonlyMap<string, Rect>,
  { lowData, hidden, covered, floating }: Looking,
): View[] {
  if (lowData) return [];
  const floated = floating === null ? [] : viewOf(floating, FLOATING);
  if (covered || (hidden && floating !== null)) return floated;
  const seen = tiles.flatMap((tile) => {
    const place = places.get(tile.key);
    return place === undefined ? [] : viewOf(tile, place);
  });
  return [...seen, ...floated];
}
