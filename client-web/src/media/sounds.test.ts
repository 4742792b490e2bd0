import { expect, it } from 'vitest';
import { lengthMsOf, SOUNDS, type SoundName } from './sounds';

const NAMES = Object.keys(SOUNDS) as SoundName[];

it.each(NAMES)('%s is short, and unlike the others', (name) => {
  expect(lengthMsOf(name)).toBeLessThan(2_000);
  const same = NAMES.filter(
    (other) => JSON.stringify(SOUNDS[other]) === JSON.stringify(SOUNDS[name]),
  );
  expect(same).toEqual([name]);
});
