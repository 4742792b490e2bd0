import { GAP, type Rect } from './grid';
import type { TileView } from './tiles';

export type Layout = 'grid' | 'speaker';

type Wish = {
  layout: Layout;
  /** The key of a tile that is to stay large. */
  pinned: string | null;
  /** Who spoke last, ourselves excepted. */
  speaker: string | null;
};

type Candidate = Pick<TileView, 'key' | 'participantId' | 'kind' | 'mine'>;

/**
 * Which tile is large, by its place in the list; null when all are alike. What was pinned goes first, then
 * the screen shared last; our own is not shown to ourselves large unasked.
 */
export function spotlightOf(tiles: readonly Candidate[], wish: Wish): number | null {
  if (tiles.length < 2) return null;
  const pinned = tiles.findIndex(({ key }) => key === wish.pinned);
  if (pinned >= 0) return pinned;
  const screen = tiles.findLastIndex(({ kind, mine }) => kind === 'screen' && !mine);
  if (screen >= 0) return screen;
  if (wish.layout === 'grid') return null;
  const others = ({ kind, mine }: Candidate): boolean => kind === 'camera' && !mine;
  const speaker = tiles.findIndex((t) => others(t) && t.participantId === wish.speaker);
  if (speaker >= 0) return speaker;
  const first = tiles.findIndex(others);
  return first >= 0 ? first : null;
}

const STRIP_SHARE = 0.2;
const STRIP_MIN = 128;
const STRIP_MAX = 300;
const MAX_LINES = 4;

type Shape = {
  /** Along to across. */
  wanted: number;
  /** Shorter than this a tile is not made to fit: another line is begun. */
  least: number;
};

const BESIDE: Shape = { wanted: 9 / 16, least: 0.4 };
const BELOW: Shape = { wanted: 16 / 9, least: 0.8 };

/** Lays `count` small tiles into a strip `across` wide and `along` long; rects as if it ran downwards. */
function strip(count: number, across: number, along: number, shape: Shape): Rect[] {
  let lines = 1;
  const width = (): number => Math.max(0, (across - GAP * (lines - 1)) / lines);
  const perLine = (): number => Math.ceil(count / lines);
  const fitting = (): number => Math.max(0, (along - GAP * (perLine() - 1)) / perLine());
  while (lines < MAX_LINES && fitting() < width() * shape.least) lines++;
  const height = Math.min(width() * shape.wanted, fitting());
  const start = Math.max(0, (along - (perLine() * (height + GAP) - GAP)) / 2);
  return Array.from({ length: count }, (_, i) => ({
    left: (i % lines) * (width() + GAP),
    top: start + Math.floor(i / lines) * (height + GAP),
    width: width(),
    height,
  }));
}

/** One large tile and the others in a strip: beside it, or below it where the window is upright. */
export function spotlightFor(count: number, main: number, width: number, height: number): Rect[] {
  const upright = height > width;
  const length = upright ? height : width;
  const wanted = Math.min(STRIP_MAX, Math.max(STRIP_MIN, length * STRIP_SHARE));
  const across = Math.max(0, Math.min(wanted, length / 3));
  const large = Math.max(0, length - across - GAP);
  const small = upright
    ? strip(count - 1, across, width, BELOW).map((rect) => ({
        left: rect.top,
        top: large + GAP + rect.left,
        width: rect.height,
        height: rect.width,
      }))
    : strip(count - 1, across, height, BESIDE).map((rect) => ({
        ...rect,
        left: large + GAP + rect.left,
      }));
  const rects = [...small];
  rects.splice(main, 0, {
    left: 0,
    top: 0,
    width: upright ? width : large,
    height: upright ? large : height,
  });
  return rects;
}
