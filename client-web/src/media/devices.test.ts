import { describe, expect, it } from 'vitest';
import { DeadlineError } from '../util/deadline';
import { browserDevices, deviceProblemOf } from './devices';

describe('device problems', () => {
  it('tell a refusal from a missing and from a busy device', () => {
    expect(deviceProblemOf(new DOMException('', 'NotAllowedError'))).toBe('denied');
    expect(deviceProblemOf(new DOMException('', 'NotFoundError'))).toBe('missing');
    expect(deviceProblemOf(new DOMException('', 'NotReadableError'))).toBe('busy');
    expect(deviceProblemOf(new DeadlineError('camera', 1))).toBe('no-answer');
    expect(deviceProblemOf('?')).toBe('unknown');
  });

  it('name a browser that offers no devices', async () => {
    expect('mediaDevices' in navigator).toBe(false);
    await expect(browserDevices.list()).resolves.toEqual({
      microphone: [],
      camera: [],
      speaker: [],
    });
    await expect(browserDevices.camera(null)).rejects.toMatchObject({ problem: 'unsupported' });
  });
});
