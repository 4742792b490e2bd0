import { beforeEach, describe, expect, it } from 'vitest';
import { memoryKeep } from '../util/storage';
import { FakeStage } from './meeting.fake';
import { FakeDevices } from './local.fake';
import { LocalMedia } from './local-media.svelte';

describe('low data mode', () => {
  const keep = memoryKeep();
  let local: LocalMedia;

  beforeEach(() => {
    keep.write('foyer:low-data', '');
    local = new LocalMedia(new FakeDevices(), keep);
  });

  it('turns our camera off, and on again after it', async () => {
    await local.camera.turnOn();
    local.lowData.toggle();
    expect([local.lowData.on, local.camera.wanted]).toEqual([true, false]);
    local.lowData.toggle();
    expect([local.lowData.on, local.camera.wanted]).toEqual([false, true]);
  });

  it('leaves off a camera that was off', () => {
    local.lowData.toggle();
    local.lowData.toggle();
    expect(local.camera.wanted).toBe(false);
  });

  it('is kept by the device', () => {
    local.lowData.toggle();
    expect(new LocalMedia(new FakeDevices(), keep).lowData.on).toBe(true);
    local.lowData.toggle();
    expect(new LocalMedia(new FakeDevices(), keep).lowData.on).toBe(false);
  });

  it('begins with the meeting where it was on before', async () => {
    const stage = new FakeStage();
    stage.local.lowData.toggle();
    await stage.local.camera.turnOn();
    expect(stage.local.camera.wanted).toBe(true);
    stage.meeting.join();
    await expect.poll(() => stage.meeting.status).toBe('joined');
    expect(stage.local.camera.wanted).toBe(false);
    stage.meeting.leave();
    stage.local.lowData.toggle();
    expect(stage.local.camera.wanted).toBe(false);
  });
});
