import type { Device, types } from 'mediasoup-client';
import type { ConsumerOptions, MediaKind } from '../protocol/media';
import { withDeadline } from '../util/deadline';
import { whileRateLimited } from './patience';
import { connectOverChannel, type TransportContext } from './transports';

const CONSUME_DEADLINE_MS = 15_000;

/** A track of somebody else; closing it stops it here and tells nobody. */
export type RemoteTrack = {
  readonly producerId: string;
  readonly kind: MediaKind;
  readonly isScreen: boolean;
  readonly track: MediaStreamTrack;
  close(): void;
};

/** What we receive: one transport for everything, made when somebody first has something to show. */
export class Receiving {
  readonly #device: Device;
  readonly #context: TransportContext;
  #transport: Promise<types.Transport> | null = null;
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
    return {
      producerId,
      kind,
      isScreen,
      track: consumer.track,
      close: () => {
        consumer.close();
      },
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
    const { transportOptions } = await whileRateLimited(() =>
      channel.request('create-receive-transport', { roomId }),
    );
    if (this.#closed) throw new Error('media session closed');
    const transport = this.#device.createRecvTransport(transportOptions);
    connectOverChannel(transport, 'connect-receive-transport', this.#context);
    return transport;
  }
}
