import { expect, it } from 'vitest';
import { FRAME_BUDGET_MS, FRAMES_JUDGED, isTooSlow } from './frame-budget';

const frames = (count: number, ms: number): number[] => Array.from({ length: count }, () => ms);

it('is too slow when most frames take too long, not when some do', () => {
  expect(isTooSlow(frames(FRAMES_JUDGED, FRAME_BUDGET_MS + 1))).toBe(true);
  expect(isTooSlow(frames(FRAMES_JUDGED, FRAME_BUDGET_MS))).toBe(false);
  expect(isTooSlow([...frames(40, 10), ...frames(20, 900)])).toBe(false);
});

it('does not judge before it has seen enough, and forgets what was long ago', () => {
  expect(isTooSlow(frames(FRAMES_JUDGED - 1, 500))).toBe(false);
  expect(isTooSlow([...frames(200, 500), ...frames(FRAMES_JUDGED, 10)])).toBe(false);
});
