// What comes of somebody else over a while: when each frame was shown, and the browser's statistics.
import type { Other, Person } from './person';
import { until } from './until';

/** A reading of the statistics; counts are since the track began. */
export type Look = {
  readonly atMs: number;
  readonly height: number;
  readonly freezes: number;
  readonly frozenSeconds: number;
  readonly roundTripMs: number;
  readonly audioEnergy: number;
  /** Seconds of sound that had to be made up, as it did not come. */
  readonly concealedSeconds: number;
};

/** All times by the clock that the processes of this machine share. */
export type Seen = { readonly frameAtMs: number[]; readonly looks: Look[] };

declare global {
  interface Window {
    /** By the name of who is watched. */
    seen: Map<string, Seen> | undefined;
  }
}

/** Runs in the page: notes what comes of somebody, from now on. */
function watchInPage(name: string): void {
  const FRAME_LOOK_MS = 20;
  const LOOK_MS = 200;
  const seen: Seen = { frameAtMs: [], looks: [] };
  window.seen ??= new Map<string, Seen>();
  if (window.seen.has(name)) return;
  window.seen.set(name, seen);

  function theirs(selector: (id: string) => string): HTMLMediaElement | null {
    const tile = [...document.querySelectorAll<HTMLElement>('[role=group][data-tile=camera]')].find(
      (element) => element.ariaLabel === name || element.ariaLabel?.startsWith(`${name},`),
    );
    const id = tile?.dataset.participantId;
    return id === undefined ? null : document.querySelector<HTMLMediaElement>(selector(id));
  }

  let element: HTMLVideoElement | null = null;
  let frames = 0;
  setInterval(() => {
    const found = theirs(
      (id) => `[data-participant-id="${id}"][data-tile=camera] video[data-kind=camera]`,
    );
    const now = found instanceof HTMLVideoElement ? found : null;
    const count = now?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
    // Another element, or another stream in it, counts from nothing again.
    if (now !== element || count < frames) frames = 0;
    element = now;
    for (; frames < count; frames++) seen.frameAtMs.push(Date.now());
  }, FRAME_LOOK_MS);

  function trackOf(media: HTMLMediaElement | null): MediaStreamTrack | undefined {
    const stream = media?.srcObject;
    return stream instanceof MediaStream ? stream.getTracks()[0] : undefined;
  }

  async function look(): Promise<void> {
    const video = await window.probe.statistics(trackOf(element));
    const audio = await window.probe.statistics(
      trackOf(theirs((id) => `audio[data-participant-id="${id}"]`)),
    );
    seen.looks.push({
      atMs: Date.now(),
      height: video.inbound?.frameHeight ?? 0,
      freezes: video.inbound?.freezeCount ?? 0,
      frozenSeconds: video.inbound?.totalFreezesDuration ?? 0,
      roundTripMs: (video.pair?.currentRoundTripTime ?? NaN) * 1_000,
      audioEnergy: audio.inbound?.totalAudioEnergy ?? 0,
      concealedSeconds: (audio.inbound?.concealedSamples ?? 0) / 48_000,
    });
    setTimeout(() => void look(), LOOK_MS);
  }
  void look();
}

/** How long each frame's absence lasted, the ends of the time included. */
export function gapsBetween(frameAtMs: number[], fromMs: number, toMs: number): number[] {
  const times = [fromMs, ...frameAtMs.filter((at) => at > fromMs && at < toMs), toMs];
  return times.slice(1).map((at, before) => at - (times[before] ?? at));
}

export function framesPerSecond(frameAtMs: number[], fromMs: number, toMs: number): number {
  const frames = frameAtMs.filter((at) => at > fromMs && at <= toMs).length;
  return (frames * 1_000) / (toMs - fromMs);
}

/** Somebody, seen by somebody else. */
export class Watch {
  private constructor(
    readonly viewer: Person,
    readonly other: Other,
  ) {}

  static async begin(viewer: Person, other: Other): Promise<Watch> {
    await viewer.page.evaluate(watchInPage, other.name);
    return new Watch(viewer, other);
  }

  async seen(): Promise<Seen> {
    const seen = await this.viewer.page.evaluate(
      (name) => window.seen?.get(name) ?? null,
      this.other.name,
    );
    if (seen === null) throw new Error(`${this.other.name} is not watched`);
    return seen;
  }

  /** Milliseconds from a moment until picture and sound both came again. */
  async backAfter(sinceMs: number, withinMs: number): Promise<number> {
    const what = `${this.viewer.name} has picture and sound of ${this.other.name} again`;
    await until(what, withinMs, async () => backAt(await this.seen(), sinceMs) !== null);
    return (backAt(await this.seen(), sinceMs) ?? Infinity) - sinceMs;
  }
}

/** When the third new frame was shown and new sound was heard: the first may have been on its way. */
export function backAt({ frameAtMs, looks }: Seen, sinceMs: number): number | null {
  const third = frameAtMs.filter((at) => at > sinceMs)[2];
  const later = looks.filter(({ atMs }) => atMs > sinceMs);
  const heard = later.find(({ audioEnergy }, at) => {
    const before = later[at - 1];
    return before !== undefined && audioEnergy > before.audioEnergy + 1e-7;
  });
  return third === undefined || heard === undefined ? null : Math.max(third, heard.atMs);
}
