// @vitest-environment node
// The format once more, from docs/chat-encryption.md alone and with the cryptography of Node: what the
// code under test shares with it is vectors.json.
import { createDecipheriv, hkdfSync, pbkdf2Sync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ChatKey, type Purpose } from './chat-key';
import { Opener } from './opener';
import { Sealer } from './sealer';
import vectors from './vectors.json';

type Vector = {
  what: string;
  secret: string;
  roomId: string;
  participantId: string;
  kind: string;
  about: string;
  streamHex: string;
  counter: number;
  sentAtMillis: number;
  name: string;
  text: string;
  envelope: string;
};

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function fields(...parts: Uint8Array[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => [Buffer.from([part.length >> 8, part.length & 255]), part]),
  );
}

function hkdf(key: Uint8Array, salt: Uint8Array, info: Uint8Array, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, info, bytes));
}

const NONE = Buffer.alloc(0);

type Recomputed = {
  keyIdHex: string;
  version: number;
  streamHex: string;
  counter: number;
  sentAtMillis: number;
  name: string;
  text: string;
  bodyBytes: number;
};

/** Opens a vector's envelope; throws when the tag does not fit. */
function recompute(vector: Vector): Recomputed {
  const { roomId, participantId, kind, about } = vector;
  const salt = `foyer-chat/1 room ${roomId}`;
  const root = pbkdf2Sync(vector.secret, salt, 600_000, 32, 'sha256');
  const keyId = hkdf(root, NONE, Buffer.from('foyer-chat/1 key id'), 6);

  const bytes = Buffer.from(vector.envelope, 'base64url');
  const stream = bytes.subarray(7, 19);
  const counter = bytes.readUInt32BE(19);
  const epoch = u32(Math.floor(counter / 32));
  const info = fields(Buffer.from('foyer-chat/1 chain'), Buffer.from(participantId), epoch);
  let chain = hkdf(root, stream, info, 32);
  let step = chain;
  for (let at = 0; at <= counter % 32; at++) {
    step = hkdf(chain, NONE, Buffer.from('foyer-chat/1 step'), 76);
    chain = step.subarray(0, 32);
  }

  const cipher = createDecipheriv('aes-256-gcm', step.subarray(32, 64), step.subarray(64));
  const texts = ['foyer-chat', '\u0001', kind, roomId].map((text) => Buffer.from(text));
  cipher.setAAD(
    fields(...texts, keyId, stream, u32(counter), Buffer.from(participantId), Buffer.from(about)),
  );
  cipher.setAuthTag(bytes.subarray(-16));
  const body = Buffer.concat([cipher.update(bytes.subarray(23, -16)), cipher.final()]);
  const name = 9 + body.readUInt8(6);
  return {
    keyIdHex: bytes.subarray(1, 7).toString('hex'),
    version: bytes.readUInt8(0),
    streamHex: stream.toString('hex'),
    counter,
    sentAtMillis: body.readUIntBE(0, 6),
    name: body.subarray(9, name).toString(),
    text: body.subarray(name, name + body.readUInt16BE(7)).toString(),
    bodyBytes: body.length,
  };
}

function purposeOf({ kind, about }: Vector): Purpose {
  if (kind === 'private') return { kind, recipientId: about };
  return kind === 'reaction' ? { kind, seal: about } : { kind: 'everybody' };
}

describe.each(vectors)('vector: $what', (vector) => {
  const { secret, roomId, participantId, sentAtMillis, name, text, counter, streamHex } = vector;

  it('is opened by a computation of its own', () => {
    const { keyIdHex, bodyBytes, ...rest } = recompute(vector);
    expect(rest).toEqual({ version: 1, streamHex, counter, sentAtMillis, name, text });
    expect(keyIdHex).toMatch(/^[0-9a-f]{12}$/);
    expect(bodyBytes % 64).toBe(0);
    expect(() => recompute({ ...vector, participantId: 'mallory' })).toThrow();
  });

  it('is opened and made here', async () => {
    const key = await ChatKey.from(secret, roomId);
    const opened = await new Opener(key).open(vector.envelope, participantId, purposeOf(vector));
    expect(opened).toMatchObject({ outcome: 'opened', sentAtMillis, name, text });

    const stream = new Uint8Array(Buffer.from(streamHex, 'hex'));
    const sealer = new Sealer(key, participantId, { stream, counter });
    await expect(sealer.seal(vector, purposeOf(vector))).resolves.toBe(vector.envelope);
  });
});
