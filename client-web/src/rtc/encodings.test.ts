import { describe, expect, it } from 'vitest';
import { sendPlanFor } from './encodings';

const VP8 = {
  kind: 'video',
  mimeType: 'video/VP8',
  preferredPayloadType: 96,
  clockRate: 90_000,
} as const;
const H264 = {
  kind: 'video',
  mimeType: 'video/H264',
  preferredPayloadType: 98,
  clockRate: 90_000,
} as const;

describe('how a source is sent', () => {
  it('saves bandwidth in silence and repairs lost sound', () => {
    const plan = sendPlanFor('microphone', []);
    expect(plan).toEqual({
      codecOptions: { opusDtx: true, opusFec: true, opusNack: true },
      appData: {},
    });
  });

  it('prefers VP8, and takes what there is without it', () => {
    expect(sendPlanFor('camera', [H264, VP8]).codec).toBe(VP8);
    expect(sendPlanFor('screen', [H264]).codec).toBeUndefined();
  });

  it('marks a screen as one', () => {
    expect(sendPlanFor('screen', []).appData).toEqual({ isScreen: true });
    expect(sendPlanFor('camera', []).appData).toEqual({});
  });

  it('gives more to a screen that moves, and its sound in full', () => {
    const bitrate = (hint: string): number | undefined =>
      sendPlanFor('screen', [], hint).encodings?.[0]?.maxBitrate;
    expect(bitrate('motion')).toBeGreaterThan(bitrate('detail') ?? Infinity);
    expect(sendPlanFor('screenSound', [])).toMatchObject({
      codecOptions: { opusStereo: true },
      appData: { isScreen: true },
    });
  });

  it('hands out layers that may be written to', () => {
    const [first] = sendPlanFor('camera', []).encodings ?? [];
    const [again] = sendPlanFor('camera', []).encodings ?? [];
    expect(first).toEqual(again);
    expect(first).not.toBe(again);
  });
});
