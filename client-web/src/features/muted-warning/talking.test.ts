import { expect, it } from 'vitest';
import { isTalking } from './talking';

it('hears a sentence, not a cough or a quiet room', () => {
  expect(isTalking([])).toBe(false);
  expect(isTalking(Array.from({ length: 12 }, () => 0.2))).toBe(false);
  expect(isTalking([0.1, 0.9, 0.9, 0.1, 0.1, 0.1])).toBe(false);
  expect(isTalking([0.6, 0.7, 0.2, 0.6, 0.8, 0.6, 0.6])).toBe(true);
});

it('forgets what was said before', () => {
  const said = Array.from({ length: 8 }, () => 0.9);
  const quiet = Array.from({ length: 12 }, () => 0);
  expect(isTalking([...said, ...quiet])).toBe(false);
});
