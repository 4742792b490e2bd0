// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { fromBase64url, toBase64url } from './base64url';

describe('base64url', () => {
  it('writes what RFC 4648 10 says, without padding', () => {
    const vectors = { '': '', f: 'Zg', fo: 'Zm8', foo: 'Zm9v', foob: 'Zm9vYg', fooba: 'Zm9vYmE' };
    for (const [plain, written] of Object.entries(vectors)) {
      const bytes = new TextEncoder().encode(plain);
      expect(toBase64url(bytes)).toBe(written);
      expect(fromBase64url(written)).toEqual(bytes);
    }
    expect(toBase64url(Uint8Array.of(0xfb, 0xff))).toBe('-_8');
  });

  it('reads nothing that it would not write', () => {
    // padding, another alphabet, a length no bytes have, spare bits that are not zero
    for (const text of ['Zg==', '+/8', 'Z', 'Zm9vY', 'Zh', 'Z g', 'Zg\n', 'ü']) {
      expect(fromBase64url(text), text).toBeNull();
    }
  });
});
