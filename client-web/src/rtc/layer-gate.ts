import { delay, withDeadline } from '../util/deadline';

/** The part of an `RTCRtpSender` that decides which encodings are made. */
export type EncodingSender = {
  getParameters(): RTCRtpSendParameters;
  setParameters(parameters: RTCRtpSendParameters): Promise<void>;
};

const DEADLINE_MS = 5_000;
const RETRY_MS = [100, 400, 1_600];

/**
 * Makes only those encodings of a producer that somebody receives; nothing at all for nobody. The track is not
 * touched, so our own preview goes on. mediasoup-client's setMaxSpatialLayer would negotiate anew each time,
 * which W3C webrtc `RTCRtpEncodingParameters.active` does without.
 */
export class LayerGate {
  /** What the sender does as long as nothing was said. */
  #applied = Infinity;
  #wanted = Infinity;
  #working = false;
  #closed = false;

  constructor(private readonly sender: EncodingSender) {}

  /** @param maxSpatialLayer the highest layer anybody receives, −1 for nobody */
  want(maxSpatialLayer: number): void {
    this.#wanted = maxSpatialLayer;
    if (!this.#working) void this.#follow();
  }

  close(): void {
    this.#closed = true;
  }

  /** Changes do not overlap: the browser refuses parameters that are older than its own. */
  async #follow(): Promise<void> {
    this.#working = true;
    let failures = 0;
    while (!this.#closed && this.#applied !== this.#wanted) {
      const wanted = this.#wanted;
      if (await this.#apply(wanted)) {
        this.#applied = wanted;
        failures = 0;
        continue;
      }
      const wait = RETRY_MS[failures++];
      if (wait === undefined) break;
      await delay(wait);
    }
    this.#working = false;
  }

  async #apply(maxSpatialLayer: number): Promise<boolean> {
    try {
      const parameters = this.sender.getParameters();
      for (const [layer, encoding] of parameters.encodings.entries()) {
        encoding.active = layer <= maxSpatialLayer;
      }
      await withDeadline('setParameters', DEADLINE_MS, this.sender.setParameters(parameters));
      return true;
    } catch {
      return false; // asked again: more is sent than is needed, or less, for a moment
    }
  }
}
