import { randomId } from './ids';

const ROOM_CODE = /^[A-Za-z0-9_-]{1,64}$/;

export function isRoomCode(text: string): boolean {
  return ROOM_CODE.test(text);
}

/** A code nobody guesses. */
export function newRoomCode(): string {
  return randomId(12);
}

/** The code in what somebody typed or pasted: a code, or a link to the room. */
export function roomCodeIn(input: string): string | null {
  const text = input.trim();
  if (isRoomCode(text)) return text;
  if (!URL.canParse(text)) return null;
  const last = new URL(text).pathname.split('/').filter(Boolean).at(-1) ?? '';
  return isRoomCode(last) ? last : null;
}
