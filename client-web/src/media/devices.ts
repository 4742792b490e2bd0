import { DeadlineError, withDeadline } from '../util/deadline';
import { captureOf, displayOptionsFor, type ScreenCapture, type ScreenQuality } from './screen';

export type DeviceProblem = 'denied' | 'missing' | 'busy' | 'unsupported' | 'no-answer' | 'unknown';

export class DeviceError extends Error {
  override readonly name = 'DeviceError';

  constructor(readonly problem: DeviceProblem) {
    super(problem);
  }
}

export type DeviceKind = 'microphone' | 'camera' | 'speaker';
export type DeviceEntry = { id: string; label: string };
export type DeviceList = Readonly<Record<DeviceKind, readonly DeviceEntry[]>>;

/** A device that is asked for by an id that is not there is another one of its kind. */
export interface Devices {
  microphone(id: string | null): Promise<MediaStreamTrack>;
  camera(id: string | null): Promise<MediaStreamTrack>;
  screen(quality: ScreenQuality): Promise<ScreenCapture>;
  /** What is plugged in, as far as the browser tells: nothing before it was allowed to use any. */
  list(): Promise<DeviceList>;
  /** Tells that something was plugged in or out. */
  onPlug(listener: () => void): () => void;
}

/** People read the browser's question before they answer it. */
const ANSWER_DEADLINE_MS = 120_000;

const MICROPHONE: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};

const CAMERA: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30 },
};

/** Why the browser did not give a device. */
export function deviceProblemOf(error: unknown): DeviceProblem {
  if (error instanceof DeviceError) return error.problem;
  if (error instanceof DeadlineError) return 'no-answer';
  if (!(error instanceof Error) && !(error instanceof DOMException)) return 'unknown';
  switch (error.name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    case 'TypeError':
    case 'NotSupportedError':
      return 'unsupported';
    default:
      return 'unknown';
  }
}

/** Absent on a page that was not loaded securely, whatever the types say. */
function mediaDevices(): MediaDevices | undefined {
  return navigator.mediaDevices;
}

function stopAll(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** @param take what is used of the stream, null when it is not there */
async function given<T>(
  what: string,
  ask: (devices: MediaDevices) => Promise<MediaStream>,
  take: (stream: MediaStream) => T | null,
): Promise<T> {
  try {
    const devices = mediaDevices();
    if (devices === undefined) throw new DeviceError('unsupported');
    const stream = await withDeadline(what, ANSWER_DEADLINE_MS, ask(devices), stopAll);
    const taken = take(stream);
    if (taken === null) throw new DeviceError('missing');
    return taken;
  } catch (error) {
    throw new DeviceError(deviceProblemOf(error));
  }
}

function firstTrack(
  what: string,
  ask: (devices: MediaDevices) => Promise<MediaStream>,
): Promise<MediaStreamTrack> {
  return given(what, ask, (stream) => stream.getTracks()[0] ?? null);
}

const NAMES: Readonly<Record<MediaDeviceKind, DeviceKind>> = {
  audioinput: 'microphone',
  videoinput: 'camera',
  audiooutput: 'speaker',
};

/** Chromium lists what the system prefers once more under these names. */
const SYNTHETIC = new Set(['', 'default', 'communications']);

async function listed(): Promise<DeviceList> {
  const list: Record<DeviceKind, DeviceEntry[]> = { microphone: [], camera: [], speaker: [] };
  const devices = mediaDevices();
  if (devices === undefined) return list;
  try {
    for (const { kind, deviceId, label } of await devices.enumerateDevices()) {
      if (!SYNTHETIC.has(deviceId)) list[NAMES[kind]].push({ id: deviceId, label });
    }
  } catch {
    // A browser that does not tell leaves us with what the system prefers.
  }
  return list;
}

function preferring(id: string | null): MediaTrackConstraints {
  return id === null ? {} : { deviceId: { ideal: id } };
}

/** The devices of this browser. */
export const browserDevices: Devices = {
  microphone: (id) =>
    firstTrack('microphone', (d) =>
      d.getUserMedia({ audio: { ...MICROPHONE, ...preferring(id) } }),
    ),
  camera: (id) =>
    firstTrack('camera', (d) => d.getUserMedia({ video: { ...CAMERA, ...preferring(id) } })),
  screen: (quality) =>
    given(
      'screen',
      (d) => d.getDisplayMedia(displayOptionsFor(quality)),
      (stream) => captureOf(stream, quality),
    ),
  list: listed,
  onPlug: (listener) => {
    const devices = mediaDevices();
    devices?.addEventListener('devicechange', listener);
    return () => {
      devices?.removeEventListener('devicechange', listener);
    };
  },
};
