import { expect, it } from 'vitest';
import { loudnessOf } from './level';

const wave = (peak: number): Float32Array =>
  Float32Array.from({ length: 1024 }, (_, at) => peak * Math.sin(at / 5));

it('goes from silence to loud in even steps of decibels', () => {
  expect(loudnessOf(new Float32Array(1024))).toBe(0);
  expect(loudnessOf(new Float32Array(0))).toBe(0);
  expect(loudnessOf(wave(0.0005))).toBe(0);
  expect(loudnessOf(wave(1))).toBe(1);
  const step = loudnessOf(wave(0.1)) - loudnessOf(wave(0.01));
  expect(step).toBeCloseTo(20 / 48, 2);
});
