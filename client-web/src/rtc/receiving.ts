import type { Device, types } from 'mediasoup-client';
import type { ConsumerOptions, MediaKind, RtpParameters } from '../protocol/media';
import { withDeadline } from '../util/deadline';
import { incomingIn, rttIn, type Measured } from './statistics';
import { whileRateLimited } from './patience';
import { connectOverChannel, stands, type TransportContext } from './transports';

const CONSUME_DEADLINE_MS = 15_000;

/** A track of somebody else; closing it stops it here and tells nobody. */
export type RemoteTrack = {
  readonly producerId: string;
  readonly kind: MediaKind;
  readonly isScreen: boolean;
  /** How many the server may choose from; 1 for what has no layers. */
  readonly spatialLayers: number;
  readonly track: MediaStreamTrack;
  close(): void;
};

/** W3C webrtc-svc: a mode begins with the kind of its layers and their number, such as `L3T3` or `S3T3`. */
function spatialLayersOf({ encodings }: RtpParameters): number {
  const [, layers] = /^[LS](\d)/.exec(encodings?.[0]?.scalabilityMode ?? '') ?? [];
  return Math.max(1, Number(layers ?? 1));
}

/** What we receive: one transport for everything, made when somebody first has something to show. */
export class Receiving {
  readonly #device: Device;
  readonly #context: TransportContext;
  #transport: Promise<types.Transport> | null = null;
  readonly #producerOf = new Map<string, string>();
  #closed = false;

  constructor(device: Device, context: TransportContext) {
    this.#device = device;
    this.#context = context;
  }

  /** @param streamId tracks of the same stream are played in step */
  async consume(producerId: string, streamId: string): Promise<RemoteTrack> {
    const transport = await this.#openTransport();
    const options = await whileRateLimited(() => this.#ask(transport.id, producerId));
    if (this.#closed) throw new Error('media session closed');
    const isScreen = options.appData?.isScreen === true;
    const { id, kind, rtpParameters } = options;
    const consumer = await withDeadline(
      'consume',
      CONSUME_DEADLINE_MS, // mediasoup-client leaves a waiting consumer unanswered when its transport closes
      transport.consume({
        id,
        producerId,
        kind,
        rtpParameters,
        streamId: isScreen ? `${streamId}-screen` : streamId,
      }),
      (late) => {
        late.close();
      },
    );
    const { track } = consumer;
    this.#producerOf.set(track.id, producerId);
    return {
      producerId,
      kind,
      isScreen,
      spatialLayers: spatialLayersOf(rtpParameters),
      track,
      close: () => {
        this.#producerOf.delete(track.id);
        consumer.close();
      },
    };
  }

  /** Null while there is nothing to receive. */
  async measure(): Promise<Omit<Measured, 'lossShare'> | null> {
    const transport = await this.#transport;
    if (transport === null || transport.closed) return null;
    const reports = await transport.getStats();
    return {
      connected: stands(transport),
      rttMs: rttIn(reports),
      incoming: incomingIn(reports, this.#producerOf),
    };
  }

  close(): void {
    this.#closed = true;
    this.#transport?.then(
      (open) => {
        open.close();
      },
      () => undefined,
    );
    this.#transport = null;
  }

  #ask(transportId: string, producerId: string): Promise<ConsumerOptions> {
    const { channel, roomId } = this.#context;
    const rtpCapabilities = this.#device.recvRtpCapabilities;
    return channel.request('consume', { roomId, transportId, producerId, rtpCapabilities });
  }

  #openTransport(): Promise<types.Transport> {
    if (this.#transport !== null) return this.#transport;
    const created = this.#createTransport();
    this.#transport = created;
    created.catch(() => {
      if (this.#transport === created) this.#transport = null;
    });
    return created;
  }

  async #createTransport(): Promise<types.Transport> {
    const { channel, roomId } = this.#context;
    const { transportOptions, iceServers } = await whileRateLimited(() =>
      channel.request('create-receive-transport', { roomId }),
    );
    if (this.#closed) throw new Error('media session closed');
    const transport = this.#device.createRecvTransport({ ...transportOptions, iceServers });
    connectOverChannel(transport, 'connect-receive-transport', this.#context);
    return transport;
  }
}
