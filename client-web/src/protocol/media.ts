import type { types } from 'mediasoup-client';

export type RtpCapabilities = types.RtpCapabilities;
export type RtpParameters = types.RtpParameters;
export type MediaKind = types.MediaKind;
export type IceParameters = types.IceParameters;
export type DtlsParameters = types.DtlsParameters;

export type TransportOptions = Pick<
  types.TransportOptions,
  'id' | 'iceParameters' | 'iceCandidates' | 'dtlsParameters'
>;

/** A TURN server with credentials that are ours for a time. */
export type IceServer = { urls: string[]; username: string; credential: string };

/** A transport, and what leads to it where its own addresses cannot be reached; servers may have no such thing. */
export type OfferedTransport = {
  transportOptions: TransportOptions;
  iceServers?: IceServer[];
};

/** What a producer says about itself. */
export type ProducerAppData = { isScreen?: boolean };

export type ProducerEntry = {
  producerId: string;
  name: string;
  userId: string;
  appData?: ProducerAppData | null;
};

export type ConsumerOptions = {
  id: string;
  producerId: string;
  kind: MediaKind;
  rtpParameters: RtpParameters;
  appData?: ProducerAppData | null;
};
