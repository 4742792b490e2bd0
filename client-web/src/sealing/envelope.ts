import { fromBase64url, toBase64url } from '../util/base64url';
import { concat, u32, type Bytes } from './bytes';

export const VERSION = 1;
export const KEY_ID_BYTES = 6;
export const STREAM_BYTES = 12;
export const TAG_BYTES = 16;
const HEADER_BYTES = 1 + KEY_ID_BYTES + STREAM_BYTES + 4;

/** What the server takes for one message, in characters. */
export const MAX_ENVELOPE_CHARS = 2_000;

/** A message as it travels: everything but the ciphertext is readable, and bound to it. */
export type Envelope = {
  readonly keyId: Bytes;
  /** Random: the sender's page of this load, for one kind of message. */
  readonly stream: Bytes;
  /** The how manieth message of the stream, from 0, below 2³². */
  readonly counter: number;
  readonly ciphertext: Bytes;
};

/** version (1) | key id (6) | stream (12) | counter (4, big-endian) | ciphertext with tag, as base64url */
export function writeEnvelope({ keyId, stream, counter, ciphertext }: Envelope): string {
  return toBase64url(concat(Uint8Array.of(VERSION), keyId, stream, u32(counter), ciphertext));
}

/** The envelope in what a server sent, or null when there is none. */
export function readEnvelope(sent: unknown): Envelope | null {
  if (typeof sent !== 'string' || sent.length > MAX_ENVELOPE_CHARS) return null;
  const bytes = fromBase64url(sent);
  if (bytes === null || bytes.length < HEADER_BYTES + TAG_BYTES || bytes[0] !== VERSION)
    return null;
  const stream = 1 + KEY_ID_BYTES;
  const counter = stream + STREAM_BYTES;
  return {
    keyId: bytes.slice(1, stream),
    stream: bytes.slice(stream, counter),
    counter: new DataView(bytes.buffer).getUint32(counter),
    ciphertext: bytes.slice(HEADER_BYTES),
  };
}
