import { browserDevices, type Devices } from '../media/devices';
import type { Source } from '../rtc/encodings';
import { memoryKeep, type Keep } from '../util/storage';
import { DeviceChoice } from './device-choice.svelte';
import { LocalSource } from './local-source.svelte';

export type LocalListener = (source: Source) => void;

export const SOURCES: readonly Source[] = ['microphone', 'camera', 'screen'];

/** What we could show and say ourselves, before and during a meeting. */
export class LocalMedia {
  readonly microphone: LocalSource;
  readonly camera: LocalSource;
  readonly screen: LocalSource;
  readonly choice: DeviceChoice;
  readonly #listeners = new Set<LocalListener>();

  /** @param keep where the choice of devices is kept */
  constructor(devices: Devices = browserDevices, keep: Keep = memoryKeep()) {
    this.choice = new DeviceChoice(devices, keep, (kind) => void this[kind].renew());
    const changed = (name: Source): void => {
      for (const listener of this.#listeners) listener(name);
    };
    const device = (name: 'microphone' | 'camera'): LocalSource =>
      new LocalSource(
        () => this.#ask(() => devices[name](this.choice.chosen(name))),
        () => {
          changed(name);
        },
        'replace',
      );
    this.microphone = device('microphone');
    this.camera = device('camera');
    this.screen = new LocalSource(
      () => devices.screen(),
      () => {
        changed('screen');
      },
      'end',
    );
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
