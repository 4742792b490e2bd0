import { whenAllowed } from './audio-context';

const SILENCE_DB = -60;
const LOUD_DB = -12;
const SAMPLES = 1024;
const LOOK_MS = 80;

/** How loud samples between -1 and 1 are, from 0 to 1 in even steps of decibels, as ears hear. */
export function loudnessOf(samples: Float32Array): number {
  let squares = 0;
  for (const sample of samples) squares += sample * sample;
  if (squares === 0) return 0;
  const decibels = 10 * Math.log10(squares / samples.length);
  return Math.min(1, Math.max(0, (decibels - SILENCE_DB) / (LOUD_DB - SILENCE_DB)));
}

/**
 * Tells how loud a track is, some twelve times a second, until the returned function is called. The track stays
 * its owner's. Tells nothing where the browser has no Web Audio.
 */
export function watchLevel(track: MediaStreamTrack, onLevel: (level: number) => void): () => void {
  if (typeof AudioContext === 'undefined') return () => undefined;
  const context = new AudioContext();
  const stopAsking = whenAllowed(context);
  const analyser = new AnalyserNode(context, { fftSize: SAMPLES });
  const source = context.createMediaStreamSource(new MediaStream([track]));
  source.connect(analyser);
  const samples = new Float32Array(SAMPLES);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    onLevel(loudnessOf(samples));
  }, LOOK_MS);
  return () => {
    clearInterval(timer);
    stopAsking();
    source.disconnect();
    void context.close();
  };
}
