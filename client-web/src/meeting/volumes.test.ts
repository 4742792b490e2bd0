import { expect, it } from 'vitest';
import { memoryKeep } from '../util/storage';
import { Volumes } from './volumes.svelte';

it('remembers how loud somebody is to be', () => {
  const keep = memoryKeep();
  const volumes = new Volumes(keep);
  expect(volumes.of('ada')).toBe(100);
  volumes.set('ada', 40);
  volumes.set('ben', 500);
  const later = new Volumes(keep);
  expect([later.of('ada'), later.of('ben'), later.of('cleo')]).toEqual([40, 200, 100]);
  later.set('ada', 100);
  expect(new Volumes(keep).of('ada')).toBe(100);
});

it.each(['', 'null', '{"a":1}', '[1,["x"],["y",-1],["z","loud"],[null,3]]', '[['])(
  'starts anew from what makes no sense: %s',
  (text) => {
    const volumes = new Volumes(memoryKeep({ 'foyer:volumes': text }));
    expect([volumes.of('x'), volumes.of('y'), volumes.of('z')]).toEqual([100, 100, 100]);
  },
);
