import { randomId } from './ids';

const ROOM_CODE = /^[A-Za-z0-9_-]{1,64}$/;

export function isRoomCode(text: string): boolean {
  return ROOM_CODE.test(text);
}

/** A code nobody guesses. */
export function newRoomCode(): string {
  return randomId(12);
}
