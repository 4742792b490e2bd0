import type { TileView } from './tiles';

/** As many videos at a time as a desktop, or a phone, shows. */
const ON_DESKTOP = 12;
const ON_PHONE = 4;
/** A stage narrower than this is a phone's: CSS pixels. */
const PHONE_WIDTH = 600;

type Candidate = Pick<TileView, 'key' | 'participantId' | 'kind' | 'mine'>;

export type Seats = {
  /** The order of tiles so far, by their keys. */
  order: readonly string[];
  /** The key of a tile that is to be on the first page. */
  pinned: string | null;
  /** Who speaks, or spoke last. */
  speaker: string | null;
  /** When somebody began to speak, by participant; a number that rises. */
  spokeAt: ReadonlyMap<string, number>;
};

export function perPageFor(width: number): number {
  return width > 0 && width < PHONE_WIDTH ? ON_PHONE : ON_DESKTOP;
}

/** First ourselves, then what was pinned and what is shared, then cameras. */
function rankOf(tile: Candidate, pinned: string | null): number {
  if (tile.mine && tile.kind === 'camera') return 0;
  if (tile.key === pinned) return 1;
  return tile.kind === 'screen' ? 2 : 3;
}

/**
 * The order of the tiles, by key. Where all fit on a page nobody changes places. Otherwise those who are not
 * on the first page stay in their order, and who speaks takes there the seat of who has not spoken for longest.
 */
export function seated(tiles: readonly Candidate[], perPage: number, seats: Seats): string[] {
  if (tiles.length <= perPage) return tiles.map(({ key }) => key);
  const before = new Map(seats.order.map((key, at) => [key, at]));
  const sorted = tiles.toSorted(
    (one, other) =>
      rankOf(one, seats.pinned) - rankOf(other, seats.pinned) ||
      (before.get(one.key) ?? Infinity) - (before.get(other.key) ?? Infinity) ||
      0,
  );
  const speaking = sorted.findIndex(
    ({ participantId, kind }) => kind === 'camera' && participantId === seats.speaker,
  );
  const seat = speaking < perPage ? -1 : quietestOf(sorted.slice(0, perPage), seats);
  const order = sorted.map(({ key }) => key);
  const [coming, going] = [order[speaking], order[seat]];
  if (coming !== undefined && going !== undefined) {
    order[seat] = coming;
    order[speaking] = going;
  }
  return order;
}

/** The place of who has not spoken for longest, −1 where everybody stays; of those who never spoke the last. */
function quietestOf(page: readonly Candidate[], { pinned, spokeAt }: Seats): number {
  let quietest = -1;
  let since = Infinity;
  for (const [at, tile] of page.entries()) {
    const spoke = spokeAt.get(tile.participantId) ?? -1;
    if (rankOf(tile, pinned) === 3 && spoke <= since) {
      quietest = at;
      since = spoke;
    }
  }
  return quietest;
}

export type Page = { page: number; pages: number; keys: string[] };

/**
 * What is on a page. A large tile is on every page, the others take turns beside it.
 *
 * @param page the one that is wanted, from 0; the last there is, where there are fewer
 */
export function pageOf(
  order: readonly string[],
  large: string | null,
  perPage: number,
  page: number,
): Page {
  const others = order.filter((key) => key !== large);
  const seats = large === null ? perPage : perPage - 1;
  const pages = Math.max(1, Math.ceil(others.length / seats));
  const shown = Math.min(Math.max(0, page), pages - 1);
  const keys = others.slice(shown * seats, (shown + 1) * seats);
  return { page: shown, pages, keys: large === null ? keys : [large, ...keys] };
}

/** Across, quickly enough or far enough: one page on, one back, or none. Pixels and milliseconds. */
export function swipeOf(dx: number, dy: number, ms: number, width: number): -1 | 0 | 1 {
  if (Math.abs(dx) < 1.5 * Math.abs(dy)) return 0;
  const flick = Math.abs(dx) >= 40 && Math.abs(dx) / Math.max(1, ms) >= 0.3;
  if (!flick && Math.abs(dx) < width * 0.3) return 0;
  return dx < 0 ? 1 : -1;
}
