import { browserDevices, type Devices } from '../media/devices';
import { reshape, type ScreenQuality } from '../media/screen';
import type { Source } from '../rtc/encodings';
import { memoryKeep, type Keep } from '../util/storage';
import { DeviceChoice } from './device-choice.svelte';
import { LocalSource } from './local-source.svelte';
import { LowData } from './low-data.svelte';
import { ScreenQualityChoice } from './screen-quality.svelte';

/** What can be on or off; the sound of a screen comes and goes with it. */
export type LocalName = Exclude<Source, 'screenSound'>;

export type LocalListener = (source: LocalName) => void;

export const SOURCES: readonly LocalName[] = ['microphone', 'camera', 'screen'];

/** What we could show and say ourselves, before and during a meeting. */
export class LocalMedia {
  readonly microphone: LocalSource;
  readonly camera: LocalSource;
  readonly screen: LocalSource;
  readonly choice: DeviceChoice;
  readonly screenQuality: ScreenQualityChoice;
  readonly lowData: LowData;
  readonly #listeners = new Set<LocalListener>();

  /** @param keep where the choice of devices is kept */
  constructor(devices: Devices = browserDevices, keep: Keep = memoryKeep()) {
    this.choice = new DeviceChoice(devices, keep, (kind) => void this[kind].renew());
    this.screenQuality = new ScreenQualityChoice(keep);
    const changed = (name: LocalName): void => {
      for (const listener of this.#listeners) listener(name);
    };
    const device = (name: 'microphone' | 'camera'): LocalSource =>
      new LocalSource(
        async () => ({ track: await this.#ask(() => devices[name](this.choice.chosen(name))) }),
        () => {
          changed(name);
        },
        'replace',
      );
    this.microphone = device('microphone');
    this.camera = device('camera');
    this.screen = new LocalSource(
      async () => {
        const { video, sound } = await devices.screen(this.screenQuality.chosen);
        return { track: video, sound };
      },
      () => {
        changed('screen');
      },
      'end',
    );
    this.lowData = new LowData(this.camera, keep);
  }

  /** The live track of a source, null while it is off. */
  track(source: Source): MediaStreamTrack | null {
    return source === 'screenSound' ? this.screen.sound : this[source].track;
  }

  /** Also of what is being shared already. */
  chooseScreenQuality(quality: ScreenQuality): void {
    this.screenQuality.choose(quality);
    if (this.screen.track !== null) void reshape(this.screen.track, quality);
  }

  onChange(listener: LocalListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** No host holds anything any more. */
  unhold(): void {
    for (const source of SOURCES) this[source].unhold();
  }

  release(): void {
    for (const source of SOURCES) this[source].turnOff();
    this.unhold();
    this.lowData.forget();
  }

  close(): void {
    this.release();
    this.choice.close();
  }

  /** Browsers name devices only once one of them was allowed. */
  async #ask(device: () => Promise<MediaStreamTrack>): Promise<MediaStreamTrack> {
    const track = await device();
    void this.choice.refresh();
    return track;
  }
}
