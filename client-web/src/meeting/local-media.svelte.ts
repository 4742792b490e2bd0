import { browserDevices, type Devices } from '../media/devices';
import type { Source } from '../rtc/encodings';
import { LocalSource } from './local-source.svelte';

export type LocalListener = (source: Source) => void;

export const SOURCES: readonly Source[] = ['microphone', 'camera', 'screen'];

/** What we could show and say ourselves, before and during a meeting. */
export class LocalMedia {
  readonly microphone: LocalSource;
  readonly camera: LocalSource;
  readonly screen: LocalSource;
  readonly #listeners = new Set<LocalListener>();

  constructor(devices: Devices = browserDevices) {
    const source = (name: Source): LocalSource =>
      new LocalSource(
        () => devices[name](),
        () => {
          for (const listener of this.#listeners) listener(name);
        },
      );
    this.microphone = source('microphone');
    this.camera = source('camera');
    this.screen = source('screen');
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
}
