import { describe, expect, it, vi } from 'vitest';
import type { Processing } from '../media/effects';
import { derivedTrack } from '../media/derived-track';
import { memoryKeep } from '../util/storage';
import { Effects } from './effects.svelte';
import { FakeDevices, fakeTrack } from './local.fake';
import { LocalMedia } from './local-media.svelte';
import { Preferences } from './preferences.svelte';

type Made = { from: MediaStreamTrack; made: MediaStreamTrack; slow: () => void };

function stage() {
  const made: Made[] = [];
  let failing = false;
  const process: Processing['blur'] = (from, slow) => {
    if (failing) return Promise.reject(new Error('no WebAssembly'));
    const track = derivedTrack(fakeTrack(from.kind as 'audio' | 'video'), from, () => undefined);
    made.push({ from, made: track, slow });
    return Promise.resolve(track);
  };
  const preferences = new Preferences(memoryKeep());
  const effects = new Effects(preferences, { noise: process, blur: process });
  const devices = new FakeDevices();
  const local = new LocalMedia(effects.on(devices));
  effects.actOn(local);
  return { made, effects, devices, local, fail: () => (failing = true) };
}

describe('effects', () => {
  it('change the running track when they are turned on, and give the plain one back', async () => {
    const { made, effects, devices, local } = stage();
    await local.camera.turnOn();
    expect(local.camera.track).toBe(devices.last('camera'));
    await effects.turn('blur', 'on');
    expect(local.camera.track).toBe(made[0]?.made);
    await effects.turn('blur', 'off');
    expect(local.camera.track).toBe(devices.last('camera'));
    expect(made[0]?.from.readyState).toBe('ended');
  });

  it('let go of the device when the source is turned off', async () => {
    const { made, effects, devices, local } = stage();
    await effects.turn('noise', 'on');
    await local.microphone.turnOn();
    local.microphone.turnOff();
    expect(devices.last('microphone').readyState).toBe('ended');
    expect(made[0]?.from.readyState).toBe('ended');
    expect(made[0]?.made.readyState).toBe('ended');
  });

  it('fail to the plain track, say so and stay off', async () => {
    const { effects, devices, local, fail } = stage();
    fail();
    await effects.turn('noise', 'on');
    await local.microphone.turnOn();
    expect(local.microphone.track).toBe(devices.last('microphone'));
    expect(devices.last('microphone').readyState).toBe('live');
    expect([effects.problem('noise'), effects.is('noise')]).toEqual(['failed', false]);
  });

  it('are turned off where the machine is too slow for them', async () => {
    const { made, effects, devices, local } = stage();
    await effects.turn('blur', 'on');
    await local.camera.turnOn();
    made[0]?.slow();
    expect([effects.problem('blur'), effects.is('blur')]).toEqual(['slow', false]);
    await vi.waitFor(() => {
      expect(local.camera.track).toBe(devices.last('camera'));
    });
  });
});
