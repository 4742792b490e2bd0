import type {
  ConsumerOptions,
  DtlsParameters,
  IceParameters,
  IceServer,
  MediaKind,
  OfferedTransport,
  ProducerAppData,
  ProducerEntry,
  RtpCapabilities,
  RtpParameters,
  TransportOptions,
} from './media';

export type RoomRef = { roomId: string };
export type UserRef = { userId: string };
export type NamedUser = { userId: string; name: string };
export type ParticipantEntry = NamedUser & {
  muted: boolean;
  handRaised: boolean;
  isHost: boolean;
  cameraOn: boolean;
  sharing: boolean;
};

/** What holds for everybody who is no host. */
export type RoomState = { locked: boolean; guestsMayShare: boolean };

/** What a host can silence. */
export type MutableKind = 'microphone' | 'camera' | 'screen';

/** A one-time link that nobody used yet. */
export type InviteEntry = {
  token: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
};

export type JoinRoom = RoomRef & {
  name: string;
  participantId: string;
  sessionToken: string;
  invite?: string;
  hostKey?: string;
};

/** What a participant is given on entering, by the join's answer or by `join-approved`. */
export type Admission = OfferedTransport & {
  status?: undefined;
  routerRtpCapabilities: RtpCapabilities;
  participants: ParticipantEntry[];
  roomState: RoomState;
  isHost: boolean;
  bypassed?: boolean;
  reconnected?: boolean;
  hostKey?: string;
};

export type JoinAnswer = Admission | { status: 'pending' };

/** What was said, sealed by who said it; name, id and time are the server's. */
export type ChatMessage = UserRef & {
  sender: string;
  message: string;
  /** Milliseconds since 1970. */
  timestamp: number;
  messageId: string;
};

type TransportRef = RoomRef & { transportId: string };
type ProducerRef = RoomRef & { producerId: string };
type Done = { ok: true };
type Connect = TransportRef & { dtlsParameters: DtlsParameters };

/** Events that get exactly one answer: what is sent, what comes back. */
export type Requests = {
  'join-room': { payload: JoinRoom; answer: JoinAnswer };
  'leave-room': { payload: RoomRef; answer: unknown };
  'approve-join': { payload: RoomRef & UserRef; answer: Done };
  'deny-join': { payload: RoomRef & UserRef & { keepOut?: boolean }; answer: Done };
  'admit-all': { payload: RoomRef; answer: Done & { admitted: number } };
  'get-pending': { payload: RoomRef; answer: { pending: NamedUser[] } };
  'create-invite': { payload: RoomRef; answer: { token: string } };
  'get-invites': { payload: RoomRef; answer: { invites: InviteEntry[] } };
  'revoke-invite': { payload: RoomRef & { token: string }; answer: Done };
  'set-host': { payload: RoomRef & UserRef & { isHost: boolean }; answer: Done };
  'remove-participant': { payload: RoomRef & UserRef & { keepOut?: boolean }; answer: Done };
  'mute-participant': { payload: RoomRef & UserRef & { kind: MutableKind }; answer: Done };
  'ask-to-unmute': { payload: RoomRef & UserRef & { kind: MutableKind }; answer: Done };
  'mute-all': { payload: RoomRef; answer: Done };
  'lock-room': { payload: RoomRef & { locked: boolean }; answer: Done };
  'allow-sharing': { payload: RoomRef & { allowed: boolean }; answer: Done };
  'end-meeting': { payload: RoomRef; answer: Done };
  'mute-state': { payload: RoomRef & { muted: boolean }; answer: unknown };
  'send-chat-message': { payload: RoomRef & { message: string }; answer: { messageId: string } };
  'send-private-message': {
    payload: RoomRef & UserRef & { message: string };
    answer: { messageId: string };
  };
  /** The bare id of the room; what was asked for comes as `receive-chat-history`. */
  'get-chat-history': { payload: string; answer: unknown };
  reaction: { payload: RoomRef & { reaction: string; messageId?: string }; answer: unknown };
  'create-send-transport': { payload: RoomRef; answer: OfferedTransport };
  'create-receive-transport': { payload: RoomRef; answer: OfferedTransport };
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
  /** Before any join: a transport that is only there to be reached, for a short time. */
  'probe-network': {
    payload: Record<string, never>;
    answer: { transportOptions: TransportOptions };
  };
  'restart-ice': {
    payload: TransportRef;
    answer: { iceParameters: IceParameters; iceServers?: IceServer[] };
  };
};

/** Events that get no answer. */
export type Notices = {
  'close-producer': ProducerRef;
  'pause-consumer': ProducerRef;
  'resume-consumer': ProducerRef;
  'request-keyframe': ProducerRef;
  'set-preferred-layers': ProducerRef & { spatialLayer: number; temporalLayer: number };
  'hand-state': RoomRef & { handRaised: boolean };
  typing: RoomRef & { typing: boolean };
};

/** What the server says unasked. Events about nobody in particular may come without a payload. */
export type Announcements = {
  'user-joined': NamedUser;
  'user-left': UserRef;
  'new-producer': ProducerEntry;
  'producer-closed': { producerId: string };
  /** Layers are left out while nothing is sent. */
  'consumer-layers': {
    producerId: string;
    spatialLayer?: number;
    temporalLayer?: number;
    paused: boolean;
    reason?: string;
  };
  /** Nobody receives more of what we send; −1 when nobody receives anything. */
  'producer-layers-wanted': { producerId: string; maxSpatialLayer: number };
  'mute-state': UserRef & { muted: boolean };
  'hand-state': UserRef & { handRaised: boolean };
  'receive-chat-message': ChatMessage;
  'receive-private-message': ChatMessage & { recipientId: string };
  'receive-chat-history': ChatMessage[];
  typing: UserRef & { typing: boolean };
  reaction: UserRef & { reaction: string; messageId?: string };
  'dominant-speaker': { userId: string | null };
  'host-changed': UserRef;
  'host-state': UserRef & { isHost: boolean };
  'host-left': unknown;
  'room-state': RoomState;
  removed: { keptOut: boolean };
  'muted-by-host': { kind: MutableKind };
  'unmute-requested': { kind: MutableKind };
  'session-replaced': unknown;
  'server-restarting': { retryAfterMs: number };
  /** The server will stop, after so long at most. */
  'server-draining': { remainingMs: number };
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
