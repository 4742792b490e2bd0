import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Measured } from '../rtc/statistics';
import { ConnectionQuality } from './connection-quality.svelte';

describe('ConnectionQuality', () => {
  let quality: ConnectionQuality;
  let starved: boolean;
  let loss: Record<string, number>;
  let state: Pick<Measured, 'connected' | 'rttMs' | 'lossShare'>;
  let looks: number;

  beforeEach(() => {
    vi.useFakeTimers();
    starved = false;
    loss = {};
    looks = 0;
    state = { connected: true, rttMs: 20, lossShare: 0 };
    quality = new ConnectionQuality(() => starved);
    for (const [producerId, userId] of Object.entries({ a1: 'ada', a2: 'ada', b1: 'bob' })) {
      quality.add(producerId, userId);
    }
    const counted = new Map<string, { received: number; lost: number }>();
    quality.attach({
      measure: () => {
        looks++;
        const incoming = ['a1', 'a2', 'b1'].map((producerId) => {
          const { received, lost } = counted.get(producerId) ?? { received: 0, lost: 0 };
          const share = loss[producerId] ?? 0;
          const now = { received: received + 100 * (1 - share), lost: lost + 100 * share };
          counted.set(producerId, now);
          return [producerId, { ...now, jitterMs: 1 }] as const;
        });
        return Promise.resolve({ ...state, incoming: new Map(incoming) });
      },
    });
  });
  afterEach(() => {
    quality.detach();
    vi.useRealTimers();
  });

  const lookTwice = (): Promise<unknown> => vi.advanceTimersByTimeAsync(5_000);

  it('looks now and then, not all the time', async () => {
    await vi.advanceTimersByTimeAsync(60_000);
    expect(looks).toBe(24);
    quality.detach();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(looks).toBe(24);
  });

  it('blames who alone comes through badly', async () => {
    await lookTwice();
    loss = { a2: 0.2 };
    await lookTwice();
    expect([quality.of('ada'), quality.of('bob'), quality.own]).toEqual(['poor', 'good', 'good']);
    loss = {};
    await lookTwice();
    expect(quality.of('ada')).toBe('good');
  });

  it('blames ourselves where everybody comes through badly', async () => {
    await lookTwice();
    loss = { a1: 0.2, b1: 0.05 };
    await lookTwice();
    expect(quality.own).toBe('fair');
  });

  it.each([
    ['what we send is lost', () => (state.lossShare = 0.3)],
    ['the way is long', () => (state.rttMs = 1_000)],
    ['a connection is down', () => (state.connected = false)],
    ['our network is too slow for a picture', () => (starved = true)],
  ])('is poor where %s', async (_, happens) => {
    happens();
    await lookTwice();
    expect(quality.own).toBe('poor');
  });
});
