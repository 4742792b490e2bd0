export type VideoKind = 'camera' | 'screen';

/** A video that is on screen, and how large: CSS pixels. */
export type View = { producerId: string; kind: VideoKind; width: number; height: number };

export type Layers = { spatialLayer: number; temporalLayer: number };

/** What we want to be sent of a video. */
export type Wish = 'nothing' | Layers;

export type Sight = Pick<View, 'kind' | 'width' | 'height'> & {
  /** Device pixels to a CSS pixel. */
  pixelRatio: number;
};

/** What counts as all frames: a ceiling, also for what is sent without temporal layers. */
export const ALL_FRAMES = 2;
const HALF_OF_THEM = 1;

const CAMERA_HEIGHT = 720;
/** Nobody sees pixels finer than this. */
const FINEST_RATIO = 2;
/** A picture may be drawn this much larger than it is. */
const STRETCH = 4 / 3;
/** A tile must be smaller than what would do by this much before less is asked for: edges must not flap. */
const RELUCTANCE = 0.85;
/** Smaller than this many device pixels in height, half of the frames look the same. */
const TINY: Readonly<Record<VideoKind, number>> = { camera: 150, screen: 300 };

/** The heights of the layers that a sender of ours makes, the lowest first. */
function ladderOf(spatialLayers: number): number[] {
  return Array.from(
    { length: spatialLayers },
    (_, layer) => CAMERA_HEIGHT / 2 ** (spatialLayers - 1 - layer),
  );
}

/** How high a 16:9 picture must be to cover the tile, in device pixels. */
function heightNeeded({ width, height, pixelRatio }: Sight): number {
  return Math.max(height, (width * 9) / 16) * Math.min(pixelRatio, FINEST_RATIO);
}

function spatialLayerFor(needed: number, spatialLayers: number, now: number): number {
  const ladder = ladderOf(spatialLayers);
  const fitting = (margin: number): number => {
    const found = ladder.findIndex((height) => needed <= height * STRETCH * margin);
    return found < 0 ? spatialLayers - 1 : found;
  };
  const enough = fitting(1);
  return enough < now ? Math.min(now, fitting(RELUCTANCE)) : enough;
}

/**
 * What to ask for, given what is asked for now.
 *
 * @param sight null for a video that is not on screen
 * @param spatialLayers how many the sender makes
 */
export function wishFor(sight: Sight | null, spatialLayers: number, now: Wish): Wish {
  if (sight === null || sight.width <= 0 || sight.height <= 0) return 'nothing';
  const needed = heightNeeded(sight);
  const before = now === 'nothing' ? { spatialLayer: 0, temporalLayer: HALF_OF_THEM } : now;
  const tiny = TINY[sight.kind] * (before.temporalLayer === ALL_FRAMES ? RELUCTANCE : 1);
  return {
    spatialLayer: spatialLayerFor(needed, spatialLayers, before.spatialLayer),
    temporalLayer: needed <= tiny ? HALF_OF_THEM : ALL_FRAMES,
  };
}

export function sameWish(one: Wish, other: Wish): boolean {
  if (one === 'nothing' || other === 'nothing') return one === other;
  return one.spatialLayer === other.spatialLayer && one.temporalLayer === other.temporalLayer;
}

/** Whether a wish asks for anything more than an earlier one did. */
export function asksForMore(wish: Wish, earlier: Wish): boolean {
  if (wish === 'nothing') return false;
  if (earlier === 'nothing') return true;
  return wish.spatialLayer > earlier.spatialLayer || wish.temporalLayer > earlier.temporalLayer;
}
