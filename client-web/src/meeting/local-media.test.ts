import { beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryKeep } from '../util/storage';
import { FakeDevices, fakeTrack } from './local.fake';
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

  it('has the sound of a screen for as long as the screen', async () => {
    const sound = fakeTrack('audio');
    devices.sound = sound;
    await local.screen.turnOn();
    expect(local.track('screenSound')).toBe(sound);
    local.screen.turnOff();
    expect([local.track('screenSound'), sound.readyState]).toEqual([null, 'ended']);
  });

  it('goes on showing a screen whose sound ends', async () => {
    const sound = fakeTrack('audio');
    devices.sound = sound;
    await local.screen.turnOn();
    sound.remoteStop();
    expect(local.track('screenSound')).toBeNull();
    expect(local.screen.track).not.toBeNull();
    expect(changes).toEqual(['screen', 'screen']);
  });

  it('releases the sound of a screen that nobody wants any more when it comes', async () => {
    const sound = fakeTrack('audio');
    devices.sound = sound;
    const turnedOn = local.screen.turnOn();
    local.screen.turnOff();
    await turnedOn;
    expect([sound.readyState, devices.last('screen').readyState]).toEqual(['ended', 'ended']);
  });

  it('remembers for what screens are shared, and says it to what is shared already', async () => {
    const keep = memoryKeep();
    const first = new LocalMedia(devices, keep);
    await first.screen.turnOn();
    first.chooseScreenQuality('motion');
    expect(first.screen.track?.contentHint).toBe('motion');
    expect(new LocalMedia(devices, keep).screenQuality.chosen).toBe('motion');
    const broken = memoryKeep({ 'foyer:screen-quality': '8k' });
    expect(new LocalMedia(devices, broken).screenQuality.chosen).toBe('text');
  });

  it('releases everything at the end', async () => {
    await Promise.all([local.microphone.turnOn(), local.camera.turnOn(), local.screen.turnOn()]);
    local.release();
    const states = (['microphone', 'camera', 'screen'] as const).map(
      (source) => devices.last(source).readyState,
    );
    expect(states).toEqual(['ended', 'ended', 'ended']);
  });

  it('takes another device when the one in use is unplugged, and says when there is none', async () => {
    await local.camera.turnOn();
    devices.last('camera').remoteStop();
    expect(local.camera.wanted).toBe(true);
    await vi.waitFor(() => {
      expect(local.camera.track).toBe(devices.last('camera'));
    });
    expect(devices.given.camera).toHaveLength(2);
    expect(changes).toEqual(['camera', 'camera', 'camera']);

    devices.problems.camera = 'missing';
    devices.last('camera').remoteStop();
    await vi.waitFor(() => {
      expect(local.camera.problem).toBe('lost');
    });
    expect(local.camera.wanted).toBe(false);
  });

  it('changes to the device that is chosen, and stays with the old one when it cannot be had', async () => {
    await local.microphone.turnOn();
    const first = devices.last('microphone');
    local.choice.choose('microphone', 'usb');
    await vi.waitFor(() => {
      expect(local.microphone.track).not.toBe(first);
    });
    expect(devices.asked).toEqual([null, 'usb']);
    expect(first.readyState).toBe('ended');

    devices.problems.microphone = 'busy';
    local.choice.choose('microphone', 'other');
    await vi.waitFor(() => {
      expect(local.microphone.problem).toBe('busy');
    });
    expect(local.microphone.track?.readyState).toBe('live');
  });

  it('comes back to the chosen device when it is plugged in again', async () => {
    const usb = { id: 'usb', label: 'Headset' };
    devices.plug({ microphone: [usb] });
    local.choice.choose('microphone', 'usb');
    await local.microphone.turnOn();
    await vi.waitFor(() => {
      expect(local.choice.selected('microphone')).toBe('usb');
    });
    devices.plug({ microphone: [] });
    await vi.waitFor(() => {
      expect(local.choice.selected('microphone')).toBeNull();
    });
    const before = devices.given.microphone.length;
    devices.plug({ microphone: [usb] });
    await vi.waitFor(() => {
      expect(devices.given.microphone).toHaveLength(before + 1);
    });
    expect(local.choice.selected('microphone')).toBe('usb');
  });

  it('remembers the choice, and forgets it for what the system prefers', () => {
    const keep = memoryKeep();
    new LocalMedia(devices, keep).choice.choose('camera', 'back');
    const later = new LocalMedia(devices, keep).choice;
    expect(later.chosen('camera')).toBe('back');
    later.choose('camera', null);
    expect(new LocalMedia(devices, keep).choice.chosen('camera')).toBeNull();
    const broken = memoryKeep({ 'foyer:devices': '{"camera":7}' });
    expect(new LocalMedia(devices, broken).choice.chosen('camera')).toBeNull();
  });
});
