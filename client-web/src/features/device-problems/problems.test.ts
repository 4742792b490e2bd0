import { describe, expect, it } from 'vitest';
import { FakeDevices } from '../../meeting/local.fake';
import { LocalMedia } from '../../meeting/local-media.svelte';
import { problemSentence, problemsOf } from './problems';

describe('device problems', () => {
  it('name the device and what is wrong with it', async () => {
    const devices = new FakeDevices();
    devices.problems.camera = 'missing';
    devices.problems.microphone = 'denied';
    const local = new LocalMedia(devices);
    await Promise.all([local.camera.turnOn(), local.microphone.turnOn()]);
    expect(problemsOf(local).map(({ sentence }) => sentence)).toEqual([
      expect.stringMatching(/microphone.*Allow/),
      'No camera was found.',
    ]);
    local.camera.dismissProblem();
    expect(problemsOf(local).map(({ source }) => source)).toEqual(['microphone']);
  });

  it('are none where a person closed the picker or stopped sharing', () => {
    expect(problemSentence('screen', 'denied')).toBeNull();
    expect(problemSentence('screen', 'lost')).toBeNull();
    expect(problemSentence('camera', 'lost')).toMatch(/camera/);
    expect(problemSentence('screen', 'unsupported')).toMatch(/screen/);
  });
});
