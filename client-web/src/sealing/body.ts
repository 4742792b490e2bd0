import { utf8, type Bytes } from './bytes';

/** What a sender says under the seal. */
export type Body = {
  /** The sender's clock, milliseconds since 1970. */
  readonly sentAtMillis: number;
  /** The sender's name as the sender writes it. */
  readonly name: string;
  readonly text: string;
};

/** Lengths are hidden up to this step. */
const STEP_BYTES = 64;
const HEAD_BYTES = 9;
/** 22 steps: with header and tag 1,447 bytes, or 1,930 of the 2,000 characters. */
const MAX_BODY_BYTES = 22 * STEP_BYTES;
const MAX_NAME_BYTES = 119;
export const MAX_TEXT_BYTES = MAX_BODY_BYTES - HEAD_BYTES - MAX_NAME_BYTES;

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The longest beginning of a text that fits, never half a character. */
function cut(text: string, maxBytes: number): Bytes {
  let bytes = utf8(text);
  for (let letters = Array.from(text); bytes.length > maxBytes; bytes = utf8(letters.join(''))) {
    letters = letters.slice(0, -1);
  }
  return bytes;
}

export function textBytes(text: string): number {
  return utf8(text).length;
}

/** sent at (6) | length of name (1) | length of text (2) | name | text | zeros up to the next 64 */
export function writeBody({ sentAtMillis, name, text }: Body): Bytes {
  const who = cut(name, MAX_NAME_BYTES);
  const what = utf8(text);
  if (what.length > MAX_TEXT_BYTES) throw new RangeError(`text: ${what.length} bytes`);
  const used = HEAD_BYTES + who.length + what.length;
  const body = new Uint8Array(Math.ceil(used / STEP_BYTES) * STEP_BYTES);
  const view = new DataView(body.buffer);
  view.setUint16(0, Math.floor(sentAtMillis / 2 ** 32));
  view.setUint32(2, sentAtMillis % 2 ** 32);
  view.setUint8(6, who.length);
  view.setUint16(7, what.length);
  body.set(who, HEAD_BYTES);
  body.set(what, HEAD_BYTES + who.length);
  return body;
}

/** Null for what {@link writeBody} does not write: whoever has the key may still send anything. */
export function readBody(body: Bytes): Body | null {
  if (body.length < HEAD_BYTES || body.length > MAX_BODY_BYTES) return null;
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const text = HEAD_BYTES + view.getUint8(6);
  const end = text + view.getUint16(7);
  if (end > body.length || end - text > MAX_TEXT_BYTES) return null;
  try {
    return {
      sentAtMillis: view.getUint16(0) * 2 ** 32 + view.getUint32(2),
      name: strict.decode(body.subarray(HEAD_BYTES, text)),
      text: strict.decode(body.subarray(text, end)),
    };
  } catch {
    return null; // not UTF-8
  }
}
