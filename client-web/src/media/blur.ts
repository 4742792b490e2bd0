import { withDeadline } from '../util/deadline';
import { derivedTrack } from './derived-track';
import { FRAMES_JUDGED, isTooSlow } from './frame-budget';
import { openSegmenter, type Segmenter } from './segmentation';

const FRAME_MS = 1000 / 30;
/** A picture drawn this much smaller, and large again, is blurred: in every browser, at little cost. */
const SHRINK = 24;
const PICTURE_DEADLINE_MS = 5_000;
/** The first frames compile shaders. */
const FRAMES_TO_WARM_UP = 8;

type Brush = CanvasRenderingContext2D;

function brush(canvas: HTMLCanvasElement): Brush {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas to draw on');
  return context;
}

function canvasOf(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  return canvas;
}

/** Draws a camera's picture with everything but people blurred. */
class Painter {
  readonly canvas: HTMLCanvasElement;
  readonly #front: Brush;
  readonly #small: Brush;

  constructor(private readonly video: HTMLVideoElement) {
    const { videoWidth, videoHeight } = video;
    this.canvas = canvasOf(videoWidth, videoHeight);
    this.#front = brush(this.canvas);
    this.#small = brush(canvasOf(videoWidth / SHRINK, videoHeight / SHRINK));
  }

  paint(mask: CanvasImageSource): void {
    const { width, height } = this.canvas;
    const small = this.#small.canvas;
    this.#small.drawImage(this.video, 0, 0, small.width, small.height);
    const front = this.#front;
    front.globalCompositeOperation = 'copy';
    front.drawImage(mask, 0, 0, width, height);
    front.globalCompositeOperation = 'source-in';
    front.drawImage(this.video, 0, 0, width, height);
    front.globalCompositeOperation = 'destination-over';
    front.drawImage(small, 0, 0, width, height);
  }
}

async function playerOf(track: MediaStreamTrack): Promise<HTMLVideoElement> {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  await withDeadline('the first picture', PICTURE_DEADLINE_MS, video.play());
  return video;
}

/** @param onSlow the machine does not keep up; told once, and drawing goes on until the track is stopped */
function drawAgainAndAgain(
  video: HTMLVideoElement,
  painter: Painter,
  segmenter: Segmenter,
  onSlow: () => void,
): () => void {
  const took: number[] = [];
  let warmUp = FRAMES_TO_WARM_UP;
  let told = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  const draw = async (): Promise<void> => {
    const began = performance.now();
    try {
      painter.paint(await segmenter.maskOf(video));
    } catch {
      if (!over && !told) onSlow(); // what cannot be drawn must not be shown as a still picture
      told = true;
      return;
    }
    if (over) return;
    const ms = performance.now() - began;
    if (warmUp > 0) warmUp--;
    else took.push(ms);
    if (took.length > FRAMES_JUDGED) took.shift();
    if (!told && isTooSlow(took)) {
      told = true;
      onSlow();
    }
    // A timer and not an animation frame: those stand still while the page is hidden, the others still look.
    timer = setTimeout(() => void draw(), Math.max(0, FRAME_MS - ms));
  };
  void draw();
  return () => {
    over = true;
    clearTimeout(timer);
  };
}

/** A camera's track with the background blurred; owns the given track from then on. */
export async function withBlur(
  track: MediaStreamTrack,
  onSlow: () => void,
): Promise<MediaStreamTrack> {
  const segmenter = await openSegmenter();
  try {
    const video = await playerOf(track);
    const painter = new Painter(video);
    painter.paint(await segmenter.maskOf(video));
    const [made] = painter.canvas.captureStream(1000 / FRAME_MS).getVideoTracks();
    if (made === undefined) throw new Error('a canvas without a track');
    const stopDrawing = drawAgainAndAgain(video, painter, segmenter, onSlow);
    return derivedTrack(made, track, () => {
      stopDrawing();
      video.srcObject = null;
      segmenter.close();
    });
  } catch (error) {
    segmenter.close();
    throw error;
  }
}
