export type SoundName =
  'join' | 'leave' | 'knock' | 'approved' | 'denied' | 'chat' | 'hand' | 'test';

/** A tone of a bell: its pitch, when it is struck and how long it rings. */
type Tone = { hz: number; atMs: number; ringsMs: number };

const C5 = 523.25;
const E5 = 659.25;
const G5 = 783.99;
const C6 = 1046.5;
const A4 = 440;

/** Every sound there is, made here: two or three tones of one soft bell. */
export const SOUNDS: Readonly<Record<SoundName, readonly Tone[]>> = {
  join: [
    { hz: C5, atMs: 0, ringsMs: 220 },
    { hz: G5, atMs: 90, ringsMs: 320 },
  ],
  leave: [
    { hz: G5, atMs: 0, ringsMs: 200 },
    { hz: C5, atMs: 90, ringsMs: 320 },
  ],
  knock: [
    { hz: A4, atMs: 0, ringsMs: 110 },
    { hz: A4, atMs: 170, ringsMs: 110 },
    { hz: E5, atMs: 340, ringsMs: 380 },
  ],
  approved: [
    { hz: C5, atMs: 0, ringsMs: 260 },
    { hz: E5, atMs: 110, ringsMs: 260 },
    { hz: C6, atMs: 220, ringsMs: 520 },
  ],
  denied: [
    { hz: E5, atMs: 0, ringsMs: 260 },
    { hz: A4, atMs: 160, ringsMs: 460 },
  ],
  chat: [{ hz: C6, atMs: 0, ringsMs: 180 }],
  hand: [
    { hz: E5, atMs: 0, ringsMs: 160 },
    { hz: E5, atMs: 140, ringsMs: 260 },
  ],
  test: [
    { hz: C5, atMs: 0, ringsMs: 420 },
    { hz: E5, atMs: 220, ringsMs: 420 },
    { hz: G5, atMs: 440, ringsMs: 420 },
    { hz: C6, atMs: 660, ringsMs: 800 },
  ],
};

const PEAK = 0.14;
const ATTACK_MS = 12;
const QUIET = 0.0001; // what an exponential ramp ends at instead of nothing

export function lengthMsOf(name: SoundName): number {
  return Math.max(...SOUNDS[name].map(({ atMs, ringsMs }) => atMs + ringsMs));
}

function strike(context: AudioContext, out: AudioNode, { hz, atMs, ringsMs }: Tone): void {
  const start = context.currentTime + atMs / 1000;
  const bell = new OscillatorNode(context, { type: 'sine', frequency: hz });
  const gain = new GainNode(context, { gain: QUIET });
  gain.gain.setValueAtTime(QUIET, start);
  gain.gain.exponentialRampToValueAtTime(PEAK, start + ATTACK_MS / 1000);
  gain.gain.exponentialRampToValueAtTime(QUIET, start + ringsMs / 1000);
  bell.connect(gain).connect(out);
  bell.start(start);
  bell.stop(start + ringsMs / 1000);
}

/** An element that plays over a chosen speaker; null where the system's is meant or none can be chosen. */
async function outputOver(speakerId: string, stream: MediaStream): Promise<HTMLAudioElement> {
  const element = new Audio();
  element.srcObject = stream;
  await element.setSinkId(speakerId);
  await element.play();
  return element;
}

async function play(context: AudioContext, name: SoundName, speakerId: string | null) {
  let element: HTMLAudioElement | null = null;
  let out: AudioNode = context.destination;
  if (speakerId !== null && 'setSinkId' in HTMLMediaElement.prototype) {
    const over = new MediaStreamAudioDestinationNode(context);
    element = await outputOver(speakerId, over.stream);
    out = over;
  }
  const ended = new Promise((done) => setTimeout(done, lengthMsOf(name)));
  for (const tone of SOUNDS[name]) strike(context, out, tone);
  await ended;
  if (element !== null) element.srcObject = null;
}

/**
 * Plays a sound to its end.
 *
 * @param speakerId null for what the system prefers
 * @return whether it could be played
 */
export async function playSound(name: SoundName, speakerId: string | null): Promise<boolean> {
  if (typeof AudioContext === 'undefined') return false;
  const context = new AudioContext();
  try {
    // Before any gesture a browser may keep a page silent, and never answer.
    if (context.state === 'suspended' && !navigator.userActivation.hasBeenActive) return false;
    await context.resume();
    await play(context, name, speakerId);
    return true;
  } catch {
    return false;
  } finally {
    void context.close();
  }
}
