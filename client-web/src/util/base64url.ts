const ALPHABET = /^[A-Za-z0-9_-]*$/;

/** RFC 4648 5, without padding: 4 characters for 3 bytes. */
export function toBase64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** The bytes, or null for anything that {@link toBase64url} does not write. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!ALPHABET.test(text) || text.length % 4 === 1) return null;
  const raw = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
  // Bits left over at the end must be zero: one message has one spelling.
  return toBase64url(bytes) === text ? bytes : null;
}
