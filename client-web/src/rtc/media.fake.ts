import { FakeMediaStreamTrack } from 'fake-mediastreamtrack';
import { FakeHandler } from 'mediasoup-client';
import * as parameters from 'mediasoup-client/fakeParameters';
import type { FakeChannel } from '../protocol/channel.fake';
import { RequestError } from '../protocol/errors';
import type { Admission } from '../protocol/events';
import type { ConsumerOptions, MediaKind, ProducerAppData } from '../protocol/media';
import { MediaSession, type OpenMediaSession } from './media-session';

export type FakeTrack = FakeMediaStreamTrack;

export function fakeTrack(kind: MediaKind): FakeTrack {
  return new FakeMediaStreamTrack({ kind });
}

/** A real session over mediasoup-client, with a WebRTC stack that only pretends. */
export const openFakeSession: OpenMediaSession = (setup) =>
  MediaSession.open(setup, FakeHandler.createFactory(parameters));

export function fakeAdmission(admission: Partial<Admission> = {}): Admission {
  return {
    routerRtpCapabilities: parameters.generateRouterRtpCapabilities(),
    transportOptions: { ...parameters.generateTransportRemoteParameters(), id: 'ready' },
    participants: [],
    roomState: { locked: false, guestsMayShare: true },
    isHost: false,
    ...admission,
  };
}

/** The media half of a server: hands out transports and takes producers. */
export class FakeMediaServer {
  /** What can be consumed, by producer id. */
  readonly offers = new Map<string, { kind: MediaKind; appData?: ProducerAppData }>();
  #transports = 0;
  #producers = 0;

  constructor(channel: FakeChannel) {
    const transport = (kind: string) => () => ({
      transportOptions: {
        ...parameters.generateTransportRemoteParameters(),
        id: `${kind}-${++this.#transports}`,
      },
    });
    channel.answer('create-send-transport', transport('send'));
    channel.answer('create-receive-transport', transport('receive'));
    channel.answer('connect-transport', () => undefined);
    channel.answer('connect-receive-transport', () => undefined);
    channel.answer('produce', () => ({ id: `own-${++this.#producers}` }));
    channel.answer('consume', ({ producerId }) => this.#consumer(producerId));
  }

  #consumer(producerId: string): ConsumerOptions {
    const offer = this.offers.get(producerId);
    if (offer === undefined) throw new RequestError('consume', 'cannot-consume');
    const codecMimeType = offer.kind === 'audio' ? 'audio/opus' : 'video/VP8';
    const options = parameters.generateConsumerRemoteParameters({ codecMimeType });
    const { id, kind, rtpParameters } = options;
    return { id, kind, rtpParameters, producerId, appData: offer.appData };
  }
}
