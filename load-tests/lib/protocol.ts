/** What of docs/protocol.md the scenarios use. */
import { isRecord } from './framing.ts';

export type Knock = {
  readonly roomId: string;
  readonly name: string;
  readonly participantId: string;
  readonly sessionToken: string;
};

export type Admission = {
  readonly isHost: boolean;
  readonly reconnected: boolean;
  readonly participants: readonly string[];
};

/** What a join ack and `join-approved` hold; null where something is missing. */
export function admission(payload: unknown): Admission | null {
  if (!isRecord(payload)) return null;
  const { isHost, participants } = payload;
  const complete =
    typeof isHost === 'boolean' &&
    Array.isArray(participants) &&
    isRecord(payload.routerRtpCapabilities) &&
    isTransport(payload.transportOptions);
  if (!complete) return null;
  return {
    isHost,
    reconnected: payload.reconnected === true,
    participants: participants.map((entry) => textOf(entry, 'userId') ?? ''),
  };
}

function isTransport(options: unknown): boolean {
  return (
    typeof textOf(options, 'id') === 'string' &&
    isRecord(options) &&
    isRecord(options.iceParameters) &&
    Array.isArray(options.iceCandidates) &&
    isRecord(options.dtlsParameters)
  );
}

/** A field that is a text. */
export function textOf(payload: unknown, field: string): string | null {
  const value = isRecord(payload) ? payload[field] : null;
  return typeof value === 'string' ? value : null;
}

export const errorOf = (answer: unknown): string | null => textOf(answer, 'error');

export const ERROR_WORDS: ReadonlySet<string> = new Set([
  'invalid-room-id',
  'server-full',
  'room-full',
  'identity-conflict',
  'not-ready',
  'not-found',
  'invalid',
  'cannot-consume',
  'rate-limited',
  'not-host',
  'not-pending',
  'socket-gone',
  'too-many-invites',
  'room-locked',
  'kept-out',
  'last-host',
  'muted-by-host',
  'not-allowed',
]);

export type Bucket = { readonly capacity: number; readonly perSecond: number };

const OTHER: Bucket = { capacity: 30, perSecond: 20 };

const SUBSCRIPTION: Bucket = { capacity: 60, perSecond: 30 };

const SMALL_TALK: Bucket = { capacity: 10, perSecond: 3 };

/** Every event that a client may send, with its token bucket. */
export const EVENTS: ReadonlyMap<string, Bucket> = new Map([
  ['join-room', { capacity: 3, perSecond: 0.2 }],
  ['leave-room', OTHER],
  ['approve-join', OTHER],
  ['deny-join', OTHER],
  ['admit-all', OTHER],
  ['get-pending', { capacity: 20, perSecond: 10 }],
  ['create-invite', { capacity: 10, perSecond: 1 }],
  ['get-invites', OTHER],
  ['revoke-invite', { capacity: 20, perSecond: 5 }],
  ['set-host', OTHER],
  ['remove-participant', OTHER],
  ['mute-participant', OTHER],
  ['ask-to-unmute', OTHER],
  ['mute-all', OTHER],
  ['lock-room', OTHER],
  ['allow-sharing', OTHER],
  ['end-meeting', OTHER],
  ['create-send-transport', { capacity: 8, perSecond: 2 }],
  ['create-receive-transport', { capacity: 30, perSecond: 15 }],
  ['connect-transport', OTHER],
  ['connect-receive-transport', OTHER],
  ['produce', { capacity: 8, perSecond: 4 }],
  ['consume', { capacity: 20, perSecond: 10 }],
  ['get-producers', { capacity: 20, perSecond: 10 }],
  ['restart-ice', { capacity: 10, perSecond: 1 }],
  ['close-producer', OTHER],
  ['pause-consumer', SUBSCRIPTION],
  ['resume-consumer', SUBSCRIPTION],
  ['set-preferred-layers', SUBSCRIPTION],
  ['request-keyframe', { capacity: 30, perSecond: 15 }],
  ['mute-state', SMALL_TALK],
  ['hand-state', SMALL_TALK],
  ['send-chat-message', { capacity: 10, perSecond: 5 }],
  ['get-chat-history', OTHER],
  ['send-private-message', { capacity: 10, perSecond: 5 }],
  ['typing', SMALL_TALK],
  ['reaction', SMALL_TALK],
]);
