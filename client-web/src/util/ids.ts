import { toBase64url } from './base64url';

/** Random bytes as base64url, 4 characters for 3 bytes. */
export function randomId(bytes: number): string {
  return toBase64url(crypto.getRandomValues(new Uint8Array(bytes)));
}
