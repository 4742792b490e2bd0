import { DeviceError, type DeviceList, type DeviceProblem, type Devices } from '../media/devices';
import type { Source } from '../rtc/encodings';
import { fakeTrack, type FakeTrack } from '../rtc/media.fake';

export { fakeTrack };

/** Devices of the tests: remembers every track it gave. */
export class FakeDevices implements Devices {
  readonly given: Record<Source, FakeTrack[]> = { microphone: [], camera: [], screen: [] };
  readonly problems: Partial<Record<Source, DeviceProblem>> = {};
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
  screen = (): Promise<MediaStreamTrack> => this.#give('screen');

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

  last(source: Source): FakeTrack {
    const track = this.given[source].at(-1);
    if (track === undefined) throw new Error(`no ${source} was given`);
    return track;
  }

  async #give(source: Source): Promise<MediaStreamTrack> {
    await this.pending;
    const problem = this.problems[source];
    if (problem !== undefined) throw new DeviceError(problem);
    const track = fakeTrack(source === 'microphone' ? 'audio' : 'video');
    this.given[source].push(track);
    return track;
  }
}
