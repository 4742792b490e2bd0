import { beforeEach, describe, expect, it } from 'vitest';
import { FakeDevices } from './local.fake';
import { LocalMedia } from './local-media.svelte';

describe('LocalMedia', () => {
  let devices: FakeDevices;
  let local: LocalMedia;
  let changes: string[];

  beforeEach(() => {
    devices = new FakeDevices();
    local = new LocalMedia(devices);
    changes = [];
    local.onChange((source) => changes.push(source));
  });

  it('releases the device when it is turned off, and asks for it anew', async () => {
    await local.camera.turnOn();
    const first = devices.last('camera');
    expect(local.camera.track).toBe(first);
    local.camera.turnOff();
    expect(first.readyState).toBe('ended');
    expect(local.camera.track).toBeNull();
    await local.camera.turnOn();
    expect(devices.last('camera')).not.toBe(first);
    expect(changes).toEqual(['camera', 'camera', 'camera']);
  });

  it('releases at once a device that is given after it was turned off', async () => {
    let answer: () => void = () => undefined;
    devices.pending = new Promise((resolve) => (answer = resolve));
    const turnedOn = local.microphone.turnOn();
    expect(local.microphone.wanted).toBe(true);
    local.microphone.turnOff();
    answer();
    await turnedOn;
    expect(devices.last('microphone').readyState).toBe('ended');
    expect(local.microphone.track).toBeNull();
    expect(changes).toEqual([]);
  });

  it('asks once for a device that is turned on twice', async () => {
    await Promise.all([local.camera.turnOn(), local.camera.turnOn()]);
    await local.camera.turnOn();
    expect(devices.given.camera).toHaveLength(1);
  });

  it('says why there is no device', async () => {
    devices.problems.camera = 'missing';
    await local.camera.turnOn();
    expect(local.camera.problem).toBe('missing');
    expect(local.camera.wanted).toBe(false);
    delete devices.problems.camera;
    await local.camera.turnOn();
    expect(local.camera.problem).toBeNull();
  });

  it('is off when the browser stops sharing', async () => {
    await local.screen.turnOn();
    devices.last('screen').remoteStop();
    expect(local.screen.wanted).toBe(false);
    expect(local.screen.track).toBeNull();
    expect(changes).toEqual(['screen', 'screen']);
  });

  it('releases everything at the end', async () => {
    await Promise.all([local.microphone.turnOn(), local.camera.turnOn(), local.screen.turnOn()]);
    local.release();
    const states = (['microphone', 'camera', 'screen'] as const).map(
      (source) => devices.last(source).readyState,
    );
    expect(states).toEqual(['ended', 'ended', 'ended']);
  });
});
