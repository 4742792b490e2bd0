import { describe, expect, it } from 'vitest';
import { minutesOf } from './minutes';

describe('minutes until the server stops', () => {
  it.each([
    [0, 1],
    [-5, 1],
    [1_000, 1],
    [60_000, 1],
    [60_001, 2],
    [1_800_000, 30],
  ])('%i ms are told as %i', (remainingMs, minutes) => {
    expect(minutesOf(remainingMs)).toBe(minutes);
  });
});
