import { DeviceError, type DeviceList, type DeviceProblem, type Devices } from '../media/devices';
import type { ScreenCapture } from '../media/screen';
import { fakeTrack, type FakeTrack } from '../rtc/media.fake';
import type { LocalName } from './local-media.svelte';

export { fakeTrack };

/** Devices of the tests: remembers every track it gave. */
export class FakeDevices implements Devices {
  readonly given: Record<LocalName, FakeTrack[]> = { microphone: [], camera: [], screen: [] };
  readonly problems: Partial<Record<LocalName, DeviceProblem>> = {};
  /** What comes with the next screen. */
  sound: FakeTrack | null = null;
  /** While set, nobody has answered the browser's question yet. */
  pending: Promise<void> = Promise.resolve();

  /** The ids that were asked for. */
  readonly asked: (string | null)[] = [];
  plugged: DeviceList = { microphone: [], camera: [], speaker: [] };
  #onPlug: () => void = () => undefined;

  microphone = (id: string | null): Promise<MediaStreamTrack> => {
    this.asked.push(id);
    return this.#give('microphone');
  };
  camera = (id: string | null): Promise<MediaStreamTrack> => {
    this.asked.push(id);
    return this.#give('camera');
  };
  screen = async (): Promise<ScreenCapture> => ({
    video: await this.#give('screen'),
    sound: this.sound,
  });

  list = (): Promise<DeviceList> => Promise.resolve(this.plugged);

  onPlug(listener: () => void): () => void {
    this.#onPlug = listener;
    return () => (this.#onPlug = () => undefined);
  }

  /** From now on these are there. */
  plug(list: Partial<DeviceList>): void {
    this.plugged = { ...this.plugged, ...list };
    this.#onPlug();
  }

  last(source: LocalName): FakeTrack {
    const track = this.given[source].at(-1);
    if (track === undefined) throw new Error(`no ${source} was given`);
    return track;
  }

  async #give(source: LocalName): Promise<MediaStreamTrack> {
    await this.pending;
    const problem = this.problems[source];
    if (problem !== undefined) throw new DeviceError(problem);
    const track = fakeTrack(source === 'microphone' ? 'audio' : 'video');
    this.given[source].push(track);
    return track;
  }
}
