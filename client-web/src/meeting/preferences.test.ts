import { expect, it } from 'vitest';
import { memoryKeep } from '../util/storage';
import { Preferences } from './preferences.svelte';

it('is as it was left, and as it began where nothing was changed', () => {
  const keep = memoryKeep();
  const preferences = new Preferences(keep);
  expect([preferences.is('blur'), preferences.is('sound-join')]).toEqual([false, true]);
  preferences.set('blur', true);
  preferences.set('sound-join', false);
  const later = new Preferences(keep);
  expect([later.is('blur'), later.is('sound-join'), later.is('noise')]).toEqual([
    true,
    false,
    false,
  ]);
});

it.each(['', '3', '[]', '{"blur":"yes"}', '{'])('ignores what makes no sense: %s', (text) => {
  expect(new Preferences(memoryKeep({ 'foyer:preferences': text })).is('blur')).toBe(false);
});
