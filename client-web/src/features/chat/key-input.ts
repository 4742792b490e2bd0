import { secretsIn } from '../../util/room-link';

/** 22 letters of base64url are 132 bits; links made here have 43 letters. */
const STRONG_CHARS = 22;

/** The secret in what somebody pasted: a link, its end, or the secret alone. */
export function secretIn(input: string): string | null {
  const text = input.trim();
  const hash = URL.canParse(text) ? new URL(text).hash : text;
  return secretsIn(hash).secret ?? null;
}

/** Whether the secret is shorter than one that nobody finds by trying. */
export function isWeak(secret: string): boolean {
  return secret.length < STRONG_CHARS;
}
