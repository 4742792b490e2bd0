import { wordOf } from '../protocol/errors';
import type { Source } from '../rtc/encodings';
import type { MediaSession } from '../rtc/media-session';
import { delay } from '../util/deadline';
import type { LocalMedia } from './local-media.svelte';

const PUBLISHED: readonly Source[] = ['microphone', 'camera', 'screen', 'screenSound'];
const RETRY_MS = [1_000, 2_000];

/** postponed: only another session can do it */
type Step = 'done' | 'failed' | 'postponed';
type Published = { session: MediaSession; track: MediaStreamTrack };

/**
 * Makes what is sent follow what is on: one worker per source compares the two until they agree, so that
 * quick toggling, a slow server and a new session cannot overtake each other.
 */
export class Publisher {
  readonly #local: LocalMedia;
  readonly #published = new Map<Source, Published>();
  readonly #working = new Set<Source>();
  readonly #stop: () => void;
  #session: MediaSession | null = null;

  constructor(local: LocalMedia) {
    this.#local = local;
    this.#stop = local.onChange((source) => {
      void this.#follow(source);
      if (source === 'screen') void this.#follow('screenSound');
    });
  }

  /** From now on sends over this session; everything that is on is produced again. */
  attach(session: MediaSession): void {
    this.#session = session;
    for (const source of PUBLISHED) void this.#follow(source);
  }

  detach(): void {
    this.#session = null;
    this.#published.clear();
  }

  close(): void {
    this.#stop();
    this.detach();
  }

  async #follow(source: Source): Promise<void> {
    if (this.#working.has(source)) return;
    this.#working.add(source);
    try {
      let failures = 0;
      while (!this.#agrees(source)) {
        const step = await this.#step(source);
        if (step === 'postponed') return;
        if (step === 'done') continue;
        const wait = RETRY_MS[failures++];
        if (wait !== undefined) await delay(wait);
        else if (this.#local.track(source) !== null) this.#turnOff(source, 'not-sent');
      }
    } finally {
      this.#working.delete(source);
    }
  }

  #agrees(source: Source): boolean {
    const session = this.#session;
    if (session === null) return true;
    const published = this.#published.get(source);
    const track = this.#local.track(source);
    return (published?.session === session ? published.track : null) === track;
  }

  /** One step towards agreement. */
  async #step(source: Source): Promise<Step> {
    const session = this.#session;
    const track = this.#local.track(source);
    if (session === null) return 'done';
    if (track === null) {
      if (this.#published.get(source)?.session === session) session.unpublish(source);
      this.#published.delete(source);
      return 'done';
    }
    try {
      await session.publish(source, track);
      if (this.#session === session) this.#published.set(source, { session, track });
      return 'done';
    } catch (error) {
      // A session that was replaced meanwhile has failed for a good reason.
      if (this.#session !== session) return 'done';
      this.#published.delete(source);
      return this.#afterRefusal(source, wordOf(error));
    }
  }

  #afterRefusal(source: Source, word: string | undefined): Step {
    // The session is over with the connection: the next one begins with everything that is on.
    if (word === 'disconnected') return 'postponed';
    if (word !== 'not-allowed') return 'failed';
    this.#turnOff(source, 'not-allowed');
    return 'done';
  }

  /** A screen without its sound is better than none. */
  #turnOff(source: Source, problem: 'not-sent' | 'not-allowed'): void {
    if (source === 'screenSound') this.#local.screen.turnOffSound();
    else this.#local[source].turnOff(problem);
  }
}
