/** For what a shared screen is made best. */
export type ScreenQuality = 'text' | 'motion' | 'fluent';

export const SCREEN_QUALITIES: readonly ScreenQuality[] = ['text', 'motion', 'fluent'];

/** A screen, a window or a tab; with what is to be heard of it, where the browser and the person give that. */
export type ScreenCapture = { video: MediaStreamTrack; sound: MediaStreamTrack | null };

type Shape = { constraints: MediaTrackConstraints; hint: 'detail' | 'motion' };

function upTo(width: number, height: number, frames: number): MediaTrackConstraints {
  return { width: { max: width }, height: { max: height }, frameRate: { max: frames } };
}

const SHAPES: Readonly<Record<ScreenQuality, Shape>> = {
  text: { constraints: upTo(1920, 1080, 15), hint: 'detail' },
  motion: { constraints: upTo(1280, 720, 30), hint: 'motion' },
  fluent: { constraints: upTo(1920, 1080, 60), hint: 'motion' },
};

/** W3C screen-capture; members that not every browser and no type library knows yet are left unread there. */
type DisplayOptions = DisplayMediaStreamOptions & {
  systemAudio?: 'include' | 'exclude';
  selfBrowserSurface?: 'include' | 'exclude';
  surfaceSwitching?: 'include' | 'exclude';
};

/** What to ask the browser for: it asks the person about the sound. */
export function displayOptionsFor(quality: ScreenQuality): DisplayOptions {
  return {
    video: SHAPES[quality].constraints,
    // Music and films, not a voice in a room.
    audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
    systemAudio: 'include',
    selfBrowserSurface: 'exclude', // a mirror in a mirror
    surfaceSwitching: 'include',
  };
}

/** Says to the encoder what matters: W3C mst-content-hint, sharp edges or even movement. */
export function hintAt(track: MediaStreamTrack, quality: ScreenQuality): void {
  track.contentHint = SHAPES[quality].hint;
}

/** Makes a screen that is being shared already fit another purpose; one that cannot change stays as it is. */
export async function reshape(track: MediaStreamTrack, quality: ScreenQuality): Promise<void> {
  hintAt(track, quality);
  await track.applyConstraints(SHAPES[quality].constraints).catch(() => undefined);
}

/** Splits what the browser gave. */
export function captureOf(stream: MediaStream, quality: ScreenQuality): ScreenCapture | null {
  const [video] = stream.getVideoTracks();
  const [sound = null] = stream.getAudioTracks();
  if (video === undefined) return null;
  hintAt(video, quality);
  return { video, sound };
}
