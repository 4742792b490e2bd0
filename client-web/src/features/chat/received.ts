// What a server says, before any of it is believed.
import { MAX_ENVELOPE_CHARS } from '../../sealing/envelope';

const ID = /^[A-Za-z0-9_-]{1,100}$/;
const MAX_HISTORY = 200;

/** A message as the server attributes it; null is a message to everybody. */
export type Received = {
  readonly userId: string;
  readonly recipientId: string | null;
  readonly messageId: string;
  readonly atMillis: number;
  /** As it came; empty when it was nothing that could be a message. */
  readonly sent: string;
};

export type ReceivedReaction = {
  readonly userId: string;
  readonly messageId: string;
  readonly sent: string;
};

function record(payload: unknown): Record<string, unknown> {
  return typeof payload === 'object' && payload !== null ? { ...payload } : {};
}

function id(value: unknown): string | null {
  return typeof value === 'string' && ID.test(value) ? value : null;
}

function sealed(value: unknown): string {
  return typeof value === 'string' && value.length <= MAX_ENVELOPE_CHARS ? value : '';
}

function received(payload: unknown, readRecipient: boolean): Received | null {
  const { userId, recipientId, messageId, timestamp, message } = record(payload);
  const from = id(userId);
  const name = id(messageId);
  const to = readRecipient ? id(recipientId) : null;
  if (from === null || name === null || (readRecipient && to === null)) return null;
  const atMillis = typeof timestamp === 'number' && Number.isFinite(timestamp) ? timestamp : 0;
  return { userId: from, recipientId: to, messageId: name, atMillis, sent: sealed(message) };
}

export function readMessage(payload: unknown): Received | null {
  return received(payload, false);
}

export function readPrivateMessage(payload: unknown): Received | null {
  return received(payload, true);
}

export function readHistory(payload: unknown): Received[] {
  if (!Array.isArray(payload)) return [];
  return payload
    .slice(-MAX_HISTORY)
    .map(readMessage)
    .filter((message) => message !== null);
}

/** A reaction to a message; those to what is going on are not the chat's. */
export function readReaction(payload: unknown): ReceivedReaction | null {
  const { userId, messageId, reaction } = record(payload);
  const from = id(userId);
  const to = id(messageId);
  if (from === null || to === null) return null;
  return { userId: from, messageId: to, sent: sealed(reaction) };
}

export function readTyping(payload: unknown): { userId: string; typing: boolean } | null {
  const { userId, typing } = record(payload);
  const from = id(userId);
  return from === null ? null : { userId: from, typing: typing === true };
}
