import type {
  ConsumerOptions,
  DtlsParameters,
  IceParameters,
  MediaKind,
  ProducerAppData,
  ProducerEntry,
  RtpCapabilities,
  RtpParameters,
  TransportOptions,
} from './media';

export type RoomRef = { roomId: string };
export type UserRef = { userId: string };
export type NamedUser = { userId: string; name: string };
export type ParticipantEntry = NamedUser & { muted: boolean; handRaised: boolean };

export type JoinRoom = RoomRef & {
  name: string;
  participantId: string;
  sessionToken: string;
  invite?: string;
  hostKey?: string;
};

/** What a participant is given on entering, by the join's answer or by `join-approved`. */
export type Admission = {
  status?: undefined;
  routerRtpCapabilities: RtpCapabilities;
  transportOptions: TransportOptions;
  participants: ParticipantEntry[];
  isHost: boolean;
  bypassed?: boolean;
  reconnected?: boolean;
  hostKey?: string;
};

export type JoinAnswer = Admission | { status: 'pending' };

type TransportRef = RoomRef & { transportId: string };
type ProducerRef = RoomRef & { producerId: string };
type Connect = TransportRef & { dtlsParameters: DtlsParameters };

/** Events that get exactly one answer: what is sent, what comes back. */
export type Requests = {
  'join-room': { payload: JoinRoom; answer: JoinAnswer };
  'leave-room': { payload: RoomRef; answer: unknown };
  'approve-join': { payload: RoomRef & UserRef; answer: { ok: true } };
  'get-pending': { payload: RoomRef; answer: { pending: NamedUser[] } };
  'create-send-transport': { payload: RoomRef; answer: { transportOptions: TransportOptions } };
  'create-receive-transport': { payload: RoomRef; answer: { transportOptions: TransportOptions } };
  'connect-transport': { payload: Connect; answer: unknown };
  'connect-receive-transport': { payload: Connect; answer: unknown };
  produce: {
    payload: TransportRef & {
      kind: MediaKind;
      rtpParameters: RtpParameters;
      appData?: ProducerAppData;
    };
    answer: { id: string };
  };
  consume: {
    payload: TransportRef & { producerId: string; rtpCapabilities: RtpCapabilities };
    answer: ConsumerOptions;
  };
  'get-producers': {
    payload: RoomRef;
    answer: { producers: ProducerEntry[]; participants: ParticipantEntry[] };
  };
  'restart-ice': { payload: TransportRef; answer: { iceParameters: IceParameters } };
};

/** Events that get no answer. */
export type Notices = {
  'deny-join': RoomRef & UserRef;
  'close-producer': ProducerRef;
  'pause-consumer': ProducerRef;
  'resume-consumer': ProducerRef;
  'request-keyframe': ProducerRef;
  'set-preferred-layers': ProducerRef & { spatialLayer: number; temporalLayer: number };
  'mute-state': RoomRef & { muted: boolean };
  'hand-state': RoomRef & { handRaised: boolean };
};

/** What the server says unasked. Events about nobody in particular may come without a payload. */
export type Announcements = {
  'user-joined': NamedUser;
  'user-left': UserRef;
  'new-producer': ProducerEntry;
  'producer-closed': { producerId: string };
  'mute-state': UserRef & { muted: boolean };
  'hand-state': UserRef & { handRaised: boolean };
  'dominant-speaker': { userId: string | null };
  'host-changed': UserRef;
  'host-left': unknown;
  'session-replaced': unknown;
  'pending-join-request': NamedUser;
  'pending-canceled': UserRef;
  'join-approved': Admission;
  'join-denied': unknown;
};

export type RequestName = keyof Requests;
export type NoticeName = keyof Notices;
export type AnnouncementName = keyof Announcements;

type Ack<T> = (answer: T | { error: string }) => void;

/** The maps of the Socket.IO client library. */
export type ClientToServerEvents = {
  [E in RequestName]: (payload: Requests[E]['payload'], ack: Ack<Requests[E]['answer']>) => void;
} & { [E in NoticeName]: (payload: Notices[E]) => void };

export type ServerToClientEvents = {
  [E in AnnouncementName]: (payload: Announcements[E]) => void;
};
