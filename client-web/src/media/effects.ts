import { withDeadline } from '../util/deadline';
import type { Devices } from './devices';

export type Effect = 'noise' | 'blur';
export type EffectProblem = 'failed' | 'slow';

/** What turns a device's track into another one, which it then owns. */
export type Processing = Readonly<
  Record<Effect, (track: MediaStreamTrack, onSlow: () => void) => Promise<MediaStreamTrack>>
>;

/** Loaded only when one of them is wanted. */
export const browserProcessing: Processing = {
  noise: async (track) => (await import('./noise')).withoutNoise(track),
  blur: async (track, onSlow) => (await import('./blur')).withBlur(track, onSlow),
};

const LOAD_DEADLINE_MS = 20_000;

export type EffectsSetup = {
  wants: (effect: Effect) => boolean;
  onProblem: (effect: Effect, problem: EffectProblem) => void;
  processing?: Processing;
};

/** Devices whose tracks are processed as is wanted when they are asked for; the plain track where that fails. */
export function processedDevices(devices: Devices, setup: EffectsSetup): Devices {
  const { wants, onProblem, processing = browserProcessing } = setup;

  async function processed(track: MediaStreamTrack, effect: Effect): Promise<MediaStreamTrack> {
    if (!wants(effect)) return track;
    // A copy, so that the plain track lives on where this comes to nothing.
    const copy = track.clone();
    const made = processing[effect](copy, () => {
      onProblem(effect, 'slow');
    });
    try {
      const result = await withDeadline(effect, LOAD_DEADLINE_MS, made, (late) => {
        late.stop();
      });
      track.stop();
      return result;
    } catch {
      copy.stop();
      onProblem(effect, 'failed');
      return track;
    }
  }

  return {
    ...devices,
    list: () => devices.list(),
    onPlug: (listener) => devices.onPlug(listener),
    microphone: async (id) => processed(await devices.microphone(id), 'noise'),
    camera: async (id) => processed(await devices.camera(id), 'blur'),
  };
}
