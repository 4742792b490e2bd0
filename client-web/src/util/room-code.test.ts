import { describe, expect, it } from 'vitest';
import { isRoomCode, newRoomCode, roomCodeIn } from './room-code';

describe('room codes', () => {
  it('are made of 12 random bytes', () => {
    const codes = new Set(Array.from({ length: 50 }, newRoomCode));
    expect(codes.size).toBe(50);
    for (const code of codes) expect(code).toMatch(/^[A-Za-z0-9_-]{16}$/);
  });

  it('are found in a pasted link and in typed text', () => {
    expect(roomCodeIn('  standup_7 ')).toBe('standup_7');
    expect(roomCodeIn('https://meet.example/ab-c?x=1#y')).toBe('ab-c');
  });

  it('have the letters and the length the server allows', () => {
    expect(isRoomCode('a'.repeat(64))).toBe(true);
    expect(isRoomCode('a'.repeat(65))).toBe(false);
    expect(roomCodeIn('two words')).toBeNull();
    expect(roomCodeIn('https://meet.example/')).toBeNull();
    expect(roomCodeIn('')).toBeNull();
  });
});
