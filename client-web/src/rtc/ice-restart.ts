import type { types } from 'mediasoup-client';
import { wordOf } from '../protocol/errors';
import type { IceParameters } from '../protocol/media';
import { withDeadline } from '../util/deadline';

/** A short gap in the network heals by itself more often than not. */
const DISCONNECTED_GRACE_MS = 2_500;
const RETRY_MS = [2_000, 4_000, 8_000, 8_000];
const RESTART_DEADLINE_MS = 10_000;

export type RestartableTransport = {
  readonly closed: boolean;
  restartIce(options: { iceParameters: IceParameters }): Promise<void>;
};

/**
 * Brings a transport back with fresh ICE parameters. Gives it up as lost when the server no longer knows it,
 * or when several restarts did not help.
 */
export class IceRestart {
  #attempts = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;
  #connected = true;

  constructor(
    private readonly transport: RestartableTransport,
    private readonly ask: () => Promise<IceParameters>,
    private readonly onLost: () => void,
  ) {}

  onConnectionState(state: types.ConnectionState): void {
    switch (state) {
      case 'connected':
        this.#connected = true;
        this.#attempts = 0;
        this.stop();
        return;
      case 'disconnected':
        this.#connected = false;
        this.#schedule(DISCONNECTED_GRACE_MS);
        return;
      case 'failed':
        this.#connected = false;
        this.#schedule(this.#attempts === 0 ? 0 : RETRY_MS[0]);
        return;
      case 'closed':
        this.stop();
        return;
      case 'new':
      case 'connecting':
        return;
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #schedule(ms: number | undefined): void {
    if (this.#running) return;
    this.stop();
    this.#timer = setTimeout(() => void this.#attempt(), ms);
  }

  async #attempt(): Promise<void> {
    if (!this.#needed() || this.#running) return;
    const wait = RETRY_MS[this.#attempts];
    if (wait === undefined) {
      this.onLost();
      return;
    }
    this.#attempts++;
    this.#running = true;
    const known = await this.#restart();
    this.#running = false;
    if (!this.#needed()) return;
    if (known) this.#schedule(wait);
    else this.onLost();
  }

  #needed(): boolean {
    return !this.transport.closed && !this.#connected;
  }

  /** False when the server does not know the transport. */
  async #restart(): Promise<boolean> {
    try {
      const iceParameters = await this.ask();
      // The answer may come long after the network did, by which the transport lives again.
      if (!this.#needed()) return true;
      await withDeadline(
        'restartIce',
        RESTART_DEADLINE_MS,
        this.transport.restartIce({ iceParameters }),
      );
      return true;
    } catch (error) {
      return wordOf(error) !== 'not-found';
    }
  }
}
