import { DeadlineError, withDeadline } from '../util/deadline';

export type DeviceProblem = 'denied' | 'missing' | 'busy' | 'unsupported' | 'no-answer' | 'unknown';

export class DeviceError extends Error {
  override readonly name = 'DeviceError';

  constructor(readonly problem: DeviceProblem) {
    super(problem);
  }
}

export interface Devices {
  microphone(): Promise<MediaStreamTrack>;
  camera(): Promise<MediaStreamTrack>;
  screen(): Promise<MediaStreamTrack>;
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

function stopAll(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

async function firstTrack(
  what: string,
  ask: (devices: MediaDevices) => Promise<MediaStream>,
): Promise<MediaStreamTrack> {
  try {
    // Absent on a page that was not loaded securely, whatever the types say.
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    if (devices === undefined) throw new DeviceError('unsupported');
    const stream = await withDeadline(what, ANSWER_DEADLINE_MS, ask(devices), stopAll);
    const [track] = stream.getTracks();
    if (track === undefined) throw new DeviceError('missing');
    return track;
  } catch (error) {
    throw new DeviceError(deviceProblemOf(error));
  }
}

/** The devices of this browser. */
export const browserDevices: Devices = {
  microphone: () => firstTrack('microphone', (d) => d.getUserMedia({ audio: MICROPHONE })),
  camera: () => firstTrack('camera', (d) => d.getUserMedia({ video: CAMERA })),
  screen: () =>
    firstTrack('screen', (d) =>
      d.getDisplayMedia({ video: { frameRate: { max: 30 } }, audio: false }),
    ),
};
