import { Device, type types } from 'mediasoup-client';
import type { OfferedTransport, RtpCapabilities } from '../protocol/media';
import { withDeadline } from '../util/deadline';
import type { Source } from './encodings';
import { Receiving, type RemoteTrack } from './receiving';
import { Sending } from './sending';
import type { Measured } from './statistics';
import type { TransportContext } from './transports';

const DEVICE_DEADLINE_MS = 10_000;
const MEASURE_DEADLINE_MS = 5_000;

/** The transport is the one to send over that came with the admission. */
export type SessionSetup = TransportContext &
  OfferedTransport & { routerRtpCapabilities: RtpCapabilities };

export type OpenMediaSession = (setup: SessionSetup) => Promise<MediaSession>;

/** All media between one admission and the next. */
export class MediaSession {
  readonly #sending: Sending;
  readonly #receiving: Receiving;
  #closed = false;

  private constructor(device: Device, setup: SessionSetup) {
    const context: TransportContext = {
      channel: setup.channel,
      roomId: setup.roomId,
      onLost: () => {
        if (!this.#closed) setup.onLost();
      },
    };
    this.#sending = new Sending(device, setup, context);
    this.#receiving = new Receiving(device, context);
  }

  /** @param handlerFactory the WebRTC stack to use instead of this browser's */
  static async open(
    setup: SessionSetup,
    handlerFactory?: types.HandlerFactory,
  ): Promise<MediaSession> {
    const { routerRtpCapabilities } = setup;
    const device = await withDeadline(
      'device',
      DEVICE_DEADLINE_MS,
      Device.factory({ handlerFactory }),
    );
    await withDeadline('load', DEVICE_DEADLINE_MS, device.load({ routerRtpCapabilities }));
    return new MediaSession(device, setup);
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Sends the track, in place of the earlier one of this source. */
  publish(source: Source, track: MediaStreamTrack): Promise<void> {
    return this.#sending.publish(source, track);
  }

  unpublish(source: Source): void {
    this.#sending.unpublish(source);
  }

  /** Nobody receives more of what we send than this layer; −1 for nothing. */
  layersWanted(producerId: string, maxSpatialLayer: number): void {
    this.#sending.layersWanted(producerId, maxSpatialLayer);
  }

  consume(producerId: string, streamId: string): Promise<RemoteTrack> {
    return this.#receiving.consume(producerId, streamId);
  }

  /** Rejects when a connection was closed meanwhile. */
  measure(): Promise<Measured> {
    return withDeadline('measure', MEASURE_DEADLINE_MS, this.#measure());
  }

  async #measure(): Promise<Measured> {
    const [sent, received] = await Promise.all([
      this.#sending.measure(),
      this.#receiving.measure(),
    ]);
    const ways = [...sent, ...(received === null ? [] : [received])];
    const rtts = ways.flatMap(({ rttMs }) => (rttMs === null ? [] : [rttMs]));
    return {
      connected: ways.every(({ connected }) => connected),
      rttMs: rtts.length === 0 ? null : Math.max(...rtts),
      lossShare: Math.max(0, ...sent.map(({ lossShare }) => lossShare)),
      incoming: received?.incoming ?? new Map(),
    };
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#sending.close();
    this.#receiving.close();
  }
}
