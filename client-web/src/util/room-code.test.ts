import { describe, expect, it } from 'vitest';
import { isRoomCode, newRoomCode } from './room-code';

describe('room codes', () => {
  it('are made of 12 random bytes', () => {
    const codes = new Set(Array.from({ length: 50 }, newRoomCode));
    expect(codes.size).toBe(50);
    for (const code of codes) expect(code).toMatch(/^[A-Za-z0-9_-]{16}$/);
  });

  it('have the letters and the length the server allows', () => {
    expect(isRoomCode('a'.repeat(64))).toBe(true);
    expect(isRoomCode('a'.repeat(65))).toBe(false);
    expect(isRoomCode('two words')).toBe(false);
    expect(isRoomCode('')).toBe(false);
  });
});
