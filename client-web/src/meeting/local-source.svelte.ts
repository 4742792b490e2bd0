import { deviceProblemOf, type DeviceProblem } from '../media/devices';

export type LocalProblem = DeviceProblem | 'lost' | 'not-sent' | 'not-allowed' | 'by-host';

/** What a device gives; a screen may bring its sound. */
export type Capture = { track: MediaStreamTrack; sound?: MediaStreamTrack | null };

function stopBoth({ track, sound }: Capture): void {
  track.stop();
  sound?.stop();
}

/**
 * A microphone, a camera or a screen that can be on or off. Off means released: the track is stopped and the
 * device's light goes out.
 */
export class LocalSource {
  #track = $state.raw<MediaStreamTrack | null>(null);
  #sound = $state.raw<MediaStreamTrack | null>(null);
  #wanted = $state(false);
  #problem = $state<LocalProblem | null>(null);
  #held = $state(false);
  #acquiring: Promise<void> | null = null;
  #renewing: Promise<void> = Promise.resolve();

  /** @param whenLost what to do when the device goes: `replace` asks for another one of its kind */
  constructor(
    private readonly acquire: () => Promise<Capture>,
    private readonly onChange: () => void,
    private readonly whenLost: 'replace' | 'end',
  ) {}

  /** The live track, null while off or while the device is still being asked for. */
  get track(): MediaStreamTrack | null {
    return this.#track;
  }

  /** What is to be heard with it, null for most. */
  get sound(): MediaStreamTrack | null {
    return this.#sound;
  }

  /** Whether the person wants it on: what its button shows. */
  get wanted(): boolean {
    return this.#wanted;
  }

  get problem(): LocalProblem | null {
    return this.#problem;
  }

  /** A host switched it off: it cannot be turned on. */
  get held(): boolean {
    return this.#held;
  }

  hold(): void {
    this.#held = true;
    if (this.#wanted) this.turnOff('by-host');
  }

  unhold(): void {
    this.#held = false;
    if (this.#problem === 'by-host') this.#problem = null;
  }

  /** Settles when the device was given or refused; a refusal is a {@link problem}, never a rejection. */
  turnOn(): Promise<void> {
    if (this.#held) {
      this.#problem = 'by-host';
      return Promise.resolve();
    }
    this.#wanted = true;
    this.#problem = null;
    if (this.#track !== null) return Promise.resolve();
    this.#acquiring ??= this.#take().finally(() => (this.#acquiring = null));
    return this.#acquiring;
  }

  turnOff(problem: LocalProblem | null = null): void {
    this.#wanted = false;
    this.#problem = problem;
    if (this.#track === null) return;
    stopBoth({ track: this.#track, sound: this.#sound });
    this.#track = null;
    this.#sound = null;
    this.onChange();
  }

  /** Goes on without its sound. */
  turnOffSound(): void {
    if (this.#sound === null) return;
    this.#sound.stop();
    this.#sound = null;
    this.onChange();
  }

  toggle(): Promise<void> {
    if (!this.#wanted) return this.turnOn();
    this.turnOff();
    return Promise.resolve();
  }

  dismissProblem(): void {
    this.#problem = null;
  }

  /** Asks for the device anew, as when another one was chosen; what runs goes on until that is there. */
  renew(): Promise<void> {
    this.#renewing = this.#renewing.then(() => this.#renewOnce());
    return this.#renewing;
  }

  async #renewOnce(): Promise<void> {
    await this.#acquiring;
    const old = this.#track;
    if (old === null) return;
    try {
      const oldSound = this.#sound;
      const capture = await this.acquire();
      if (this.#track === old) {
        this.#adopt(capture);
        stopBoth({ track: old, sound: oldSound });
      } else stopBoth(capture);
    } catch (error) {
      this.#problem = deviceProblemOf(error);
    }
  }

  async #take(otherwise?: LocalProblem): Promise<void> {
    try {
      const capture = await this.acquire();
      if (this.#wanted) this.#adopt(capture);
      else stopBoth(capture);
    } catch (error) {
      if (this.#wanted) this.turnOff(otherwise ?? deviceProblemOf(error));
    }
  }

  #adopt({ track, sound = null }: Capture): void {
    // Fired by the browser's own "stop sharing" and by an unplugged device, not by our stop().
    track.addEventListener('ended', () => {
      this.#onEnded(track);
    });
    sound?.addEventListener('ended', () => {
      if (this.#sound === sound) this.turnOffSound();
    });
    this.#track = track;
    this.#sound = sound;
    this.onChange();
  }

  #onEnded(track: MediaStreamTrack): void {
    if (this.#track !== track) return;
    if (this.whenLost === 'end') {
      this.turnOff('lost');
      return;
    }
    this.#track = null;
    this.#sound = null;
    this.onChange();
    this.#acquiring ??= this.#take('lost').finally(() => (this.#acquiring = null));
  }
}
