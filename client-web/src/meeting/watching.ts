import type { Channel } from '../protocol/channel';
import type { RemoteTrack } from '../rtc/receiving';
import {
  ALL_FRAMES,
  asksForMore,
  sameWish,
  wishFor,
  type Layers,
  type View,
  type Wish,
} from './wishes';

/** Less is asked for only once this has passed: a window that is being resized, a page that is turned. */
const SETTLE_MS = 300;
/** Who looks into another tab for a moment finds the pictures moving. */
const HIDDEN_MS = 4_000;

type Video = {
  readonly spatialLayers: number;
  /** What the server was told of layers; it begins with all of them. */
  told: Layers;
  paused: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
};

/** Asks the server for those videos only that are on screen, and no larger than they are there. */
export class Watching {
  readonly #videos = new Map<string, Video>();
  /** Null until a screen has told what it shows. */
  #views: ReadonlyMap<string, View> | null = null;
  #pixelRatio = 1;
  #hidden = false;
  #hiddenTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly channel: Pick<Channel, 'notify'>,
    private readonly roomId: string,
  ) {}

  /** All videos that are on screen from now on. */
  show(views: readonly View[], pixelRatio: number): void {
    // A video that is shown twice is needed as for the larger one: which is put in last.
    const bySize = views.toSorted((one, other) => one.height - other.height);
    this.#views = new Map(bySize.map((view) => [view.producerId, view]));
    this.#pixelRatio = pixelRatio;
    this.#follow();
  }

  /** Nobody looks at a hidden page. */
  pageIs(state: 'visible' | 'hidden'): void {
    clearTimeout(this.#hiddenTimer);
    if (state === 'visible') this.#hide(false);
    else {
      this.#hiddenTimer = setTimeout(() => {
        this.#hide(true);
      }, HIDDEN_MS);
    }
  }

  /** Whether we want to be sent anything of a video. */
  wants(producerId: string): boolean {
    return this.#videos.get(producerId)?.paused === false;
  }

  add({ producerId, kind, spatialLayers }: RemoteTrack): void {
    if (kind !== 'video') return;
    this.remove(producerId);
    const told = { spatialLayer: spatialLayers - 1, temporalLayer: ALL_FRAMES };
    this.#videos.set(producerId, { spatialLayers, told, paused: false, timer: undefined });
    this.#consider(producerId);
  }

  remove(producerId: string): void {
    clearTimeout(this.#videos.get(producerId)?.timer);
    this.#videos.delete(producerId);
  }

  close(): void {
    clearTimeout(this.#hiddenTimer);
    for (const producerId of [...this.#videos.keys()]) this.remove(producerId);
  }

  #hide(hidden: boolean): void {
    this.#hidden = hidden;
    this.#follow();
  }

  #follow(): void {
    for (const producerId of this.#videos.keys()) this.#consider(producerId);
  }

  /** More is asked for at once, less after a while. */
  #consider(producerId: string): void {
    const video = this.#videos.get(producerId);
    if (video === undefined || this.#views === null) return;
    const now = wishOf(video);
    const wish = this.#wishFor(producerId, video);
    if (sameWish(wish, now)) {
      this.#settled(video);
    } else if (asksForMore(wish, now)) {
      this.#settled(video);
      this.#tell(producerId, video, wish);
    } else {
      video.timer ??= setTimeout(() => {
        video.timer = undefined;
        this.#tell(producerId, video, this.#wishFor(producerId, video));
      }, SETTLE_MS);
    }
  }

  #settled(video: Video): void {
    clearTimeout(video.timer);
    video.timer = undefined;
  }

  #wishFor(producerId: string, video: Video): Wish {
    const view = this.#hidden ? undefined : this.#views?.get(producerId);
    const sight = view === undefined ? null : { ...view, pixelRatio: this.#pixelRatio };
    return wishFor(sight, video.spatialLayers, wishOf(video));
  }

  #tell(producerId: string, video: Video, wish: Wish): void {
    const producer = { roomId: this.roomId, producerId };
    if (wish === 'nothing') {
      if (!video.paused) this.channel.notify('pause-consumer', producer);
      video.paused = true;
      return;
    }
    // First how large, then that: the key frame that a resume asks for is the right one.
    if (!sameWish(wish, video.told)) {
      video.told = wish;
      this.channel.notify('set-preferred-layers', { ...producer, ...wish });
    }
    if (video.paused) this.channel.notify('resume-consumer', producer);
    video.paused = false;
  }
}

function wishOf({ paused, told }: Video): Wish {
  return paused ? 'nothing' : told;
}
