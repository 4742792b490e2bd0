import rnnoiseSimdWasm from '@sapphi-red/web-noise-suppressor/rnnoise_simd.wasm?url';
import rnnoiseWasm from '@sapphi-red/web-noise-suppressor/rnnoise.wasm?url';
import rnnoiseWorklet from '@sapphi-red/web-noise-suppressor/rnnoiseWorklet.js?url';
import { whenAllowed } from './audio-context';
import { derivedTrack } from './derived-track';

/** What RNNoise was trained on. */
const SAMPLE_RATE = 48_000;

/** The voice in a microphone's track without the noise around it, by RNNoise; owns the given track from then on. */
export async function withoutNoise(track: MediaStreamTrack): Promise<MediaStreamTrack> {
  const { loadRnnoise, RnnoiseWorkletNode } = await import('@sapphi-red/web-noise-suppressor');
  const wasmBinary = await loadRnnoise({ url: rnnoiseWasm, simdUrl: rnnoiseSimdWasm });
  const context = new AudioContext({ sampleRate: SAMPLE_RATE });
  try {
    await context.audioWorklet.addModule(rnnoiseWorklet);
    const stopAsking = whenAllowed(context);
    const source = context.createMediaStreamSource(new MediaStream([track]));
    const cleaner = new RnnoiseWorkletNode(context, { wasmBinary, maxChannels: 1 });
    const out = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
    source.connect(cleaner).connect(out);
    const [made] = out.stream.getAudioTracks();
    if (made === undefined) throw new Error('a destination without a track');
    return derivedTrack(made, track, () => {
      stopAsking();
      cleaner.destroy();
      source.disconnect();
      void context.close();
    });
  } catch (error) {
    await context.close();
    throw error;
  }
}
