import type { Keep } from '../util/storage';
import type { LocalSource } from './local-source.svelte';

const KEY = 'foyer:low-data';

/** Only sound, for a connection that is slow or costs by the megabyte. Kept with the device, not the meeting. */
export class LowData {
  #on = $state(false);
  /** Whether our camera was on, and comes back with the others. */
  #restore = false;

  constructor(
    private readonly camera: Pick<LocalSource, 'wanted' | 'turnOn' | 'turnOff'>,
    private readonly keep: Keep,
  ) {
    this.#on = keep.read(KEY) === 'on';
  }

  get on(): boolean {
    return this.#on;
  }

  toggle(): void {
    this.#on = !this.#on;
    this.keep.write(KEY, this.#on ? 'on' : '');
    if (this.#on) this.apply();
    else if (this.#restore) void this.camera.turnOn();
    if (!this.#on) this.#restore = false;
  }

  /** In a meeting our camera is off as long as this is on; at the door it can be looked at. */
  apply(): void {
    if (!this.#on || !this.camera.wanted) return;
    this.#restore = true;
    this.camera.turnOff();
  }

  /** The meeting is over: what was on in it comes back in no other. */
  forget(): void {
    this.#restore = false;
  }
}
