import type { Device, types } from 'mediasoup-client';
import type { OfferedTransport } from '../protocol/media';
import { sendPlanFor, type Source } from './encodings';
import { LayerGate } from './layer-gate';
import { outgoingIn, type Outgoing } from './statistics';
import { whileRateLimited } from './patience';
import { connectOverChannel, stands, type TransportContext } from './transports';

/** What we send: a transport per source, made when first needed, kept while the source pauses. */
export class Sending {
  readonly #device: Device;
  readonly #context: TransportContext;
  readonly #transports = new Map<Source, Promise<types.Transport>>();
  readonly #producers = new Map<Source, types.Producer>();
  readonly #gates = new Map<string, LayerGate>();
  /** What was said of producers whose id we have not been told yet. */
  readonly #early = new Map<string, number>();
  #ready: OfferedTransport | null;
  #closed = false;

  constructor(device: Device, ready: OfferedTransport, context: TransportContext) {
    this.#device = device;
    this.#ready = ready;
    this.#context = context;
  }

  async publish(source: Source, track: MediaStreamTrack): Promise<void> {
    const sent = this.#producers.get(source);
    if (sent !== undefined && !sent.closed) {
      await this.#replace(source, sent, track);
      return;
    }
    const transport = await this.#transportFor(source);
    const producer = await transport.produce({
      track,
      stopTracks: false,
      ...sendPlanFor(source, this.#device.sendRtpCapabilities.codecs ?? [], track.contentHint),
    });
    this.#producers.set(source, producer);
    this.#gate(producer);
  }

  /** Another device of the same kind: nobody else has to know. */
  async #replace(source: Source, sent: types.Producer, track: MediaStreamTrack): Promise<void> {
    try {
      await sent.replaceTrack({ track });
    } catch (error) {
      this.unpublish(source);
      throw error;
    }
  }

  unpublish(source: Source): void {
    const producer = this.#producers.get(source);
    if (producer === undefined) return;
    this.#producers.delete(source);
    this.#gates.get(producer.id)?.close();
    this.#gates.delete(producer.id);
    producer.close();
    const { channel, roomId } = this.#context;
    channel.notify('close-producer', { roomId, producerId: producer.id });
  }

  /** Nobody receives more of a producer of ours than this layer. */
  layersWanted(producerId: string, maxSpatialLayer: number): void {
    const gate = this.#gates.get(producerId);
    if (gate === undefined) this.#early.set(producerId, maxSpatialLayer);
    else gate.want(maxSpatialLayer);
  }

  /** How each transport does. */
  async measure(): Promise<(Outgoing & { connected: boolean })[]> {
    const transports = await Promise.all(this.#transports.values());
    const open = transports.filter(({ closed }) => !closed);
    return Promise.all(
      open.map(async (transport) => ({
        connected: stands(transport),
        ...outgoingIn(await transport.getStats()),
      })),
    );
  }

  close(): void {
    this.#closed = true;
    for (const gate of this.#gates.values()) gate.close();
    this.#gates.clear();
    this.#producers.clear();
    for (const transport of this.#transports.values()) {
      transport.then(
        (open) => {
          open.close();
        },
        () => undefined,
      );
    }
    this.#transports.clear();
  }

  #gate({ id, kind, rtpSender }: types.Producer): void {
    if (kind !== 'video' || rtpSender === undefined) return;
    const gate = new LayerGate(rtpSender);
    this.#gates.set(id, gate);
    const wanted = this.#early.get(id);
    if (wanted !== undefined) gate.want(wanted);
    this.#early.clear();
  }

  #transportFor(source: Source): Promise<types.Transport> {
    const known = this.#transports.get(source);
    if (known !== undefined) return known;
    const created = this.#createTransport();
    this.#transports.set(source, created);
    created.catch(() => this.#transports.delete(source));
    return created;
  }

  async #createTransport(): Promise<types.Transport> {
    const { transportOptions, iceServers } = await this.#takeOffer();
    if (this.#closed) throw new Error('media session closed');
    const transport = this.#device.createSendTransport({ ...transportOptions, iceServers });
    connectOverChannel(transport, 'connect-transport', this.#context);
    const { channel, roomId } = this.#context;
    transport.on('produce', ({ kind, rtpParameters, appData }, done, failed) => {
      const transportId = transport.id;
      whileRateLimited(() =>
        channel.request('produce', { roomId, transportId, kind, rtpParameters, appData }),
      ).then(done, failed);
    });
    return transport;
  }

  /** The transport that came with the admission serves the first source. */
  async #takeOffer(): Promise<OfferedTransport> {
    const ready = this.#ready;
    this.#ready = null;
    if (ready !== null) return ready;
    const { channel, roomId } = this.#context;
    return whileRateLimited(() => channel.request('create-send-transport', { roomId }));
  }
}
