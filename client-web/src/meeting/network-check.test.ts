import { describe, expect, it, vi } from 'vitest';
import { FakeChannel } from '../protocol/channel.fake';
import { fakeAdmission } from '../rtc/media.fake';
import { checkNetwork } from './network-check.svelte';

const { transportOptions } = fakeAdmission();
const udp = {
  foundation: 'u',
  protocol: 'udp',
  priority: 2,
  ip: '1.2.3.4',
  address: '1.2.3.4',
} as const;
const options = {
  ...transportOptions,
  iceCandidates: [
    { ...udp, port: 40000, type: 'host' as const },
    {
      ...udp,
      protocol: 'tcp' as const,
      port: 40443,
      type: 'host' as const,
      tcpType: 'passive' as const,
    },
  ],
};

describe('the network check', () => {
  it('tries both ways, and goes away again', async () => {
    const channel = new FakeChannel();
    channel.answer('probe-network', () => ({ transportOptions: options }));
    const report = await checkNetwork(channel, (way) =>
      Promise.resolve(way === 'udp' ? { state: 'fails' } : { state: 'works', roundTripMs: 3 }),
    );
    expect(report).toEqual({
      signaling: 'works',
      media: { udp: { state: 'fails' }, tcp: { state: 'works', roundTripMs: 3 } },
      ports: { udp: 40000, tcp: 40443 },
    });
    expect(channel.connected).toBe(false);
  });

  it('knows of signaling only where the server does not know the question', async () => {
    const report = await checkNetwork(new FakeChannel());
    expect([report.signaling, report.media]).toEqual(['works', null]);
  });

  it('says when the server is out of reach', async () => {
    vi.useFakeTimers();
    const channel = new FakeChannel();
    channel.open = () => undefined;
    const report = checkNetwork(channel);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(await report).toEqual({
      signaling: 'fails',
      media: null,
      ports: { udp: null, tcp: null },
    });
    vi.useRealTimers();
  });
});
