import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerFor, probeWay } from './network-probe';
import { fakeAdmission } from './media.fake';

const host = {
  foundation: 'f',
  priority: 1078862079,
  ip: '10.0.0.7',
  address: '10.0.0.7',
  type: 'host',
} as const;
const OPTIONS = {
  ...fakeAdmission().transportOptions,
  iceParameters: { usernameFragment: 'ufrag', password: 'password', iceLite: true },
  iceCandidates: [
    { ...host, protocol: 'udp' as const, port: 40000 },
    { ...host, protocol: 'tcp' as const, port: 40443, tcpType: 'passive' as const },
  ],
};

/** A peer connection that only changes its state when it is told to. */
class FakePeer extends EventTarget {
  iceConnectionState = 'new';
  answer = '';
  closed = false;
  createDataChannel = (): void => undefined;
  createOffer = () => Promise.resolve({});
  setLocalDescription = () => Promise.resolve();
  setRemoteDescription = ({ sdp }: { sdp: string }) => {
    this.answer = sdp;
    return Promise.resolve();
  };
  getStats = () =>
    Promise.resolve(
      new Map([
        ['p', { type: 'candidate-pair', state: 'succeeded', currentRoundTripTime: 0.0123 }],
      ]),
    );
  close = (): void => void (this.closed = true);

  become(state: string): void {
    this.iceConnectionState = state;
    this.dispatchEvent(new Event('iceconnectionstatechange'));
  }
}

describe('the network probe', () => {
  let peer: FakePeer;
  const open = (): RTCPeerConnection => peer as unknown as RTCPeerConnection;

  beforeEach(() => {
    vi.useFakeTimers();
    peer = new FakePeer();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('works once ICE is connected, with the round trip of the pair', async () => {
    const outcome = probeWay('udp', OPTIONS, open);
    await vi.advanceTimersByTimeAsync(10);
    peer.become('connected');
    expect(await outcome).toEqual({ state: 'works', roundTripMs: 12 });
    expect(peer.answer).toContain('a=candidate:f 1 udp 1078862079 10.0.0.7 40000 typ host\r\n');
    expect(peer.answer).not.toContain('40443');
    expect(peer.closed).toBe(true);
  });

  it('knocks at the TCP port only for TCP', async () => {
    const outcome = probeWay('tcp', OPTIONS, open);
    await vi.advanceTimersByTimeAsync(10);
    expect(peer.answer).toContain('10.0.0.7 40443 typ host tcptype passive\r\n');
    expect(peer.answer).not.toContain('40000');
    peer.become('failed');
    expect(await outcome).toEqual({ state: 'fails' });
  });

  it('fails when nothing answers within five seconds', async () => {
    const outcome = probeWay('udp', OPTIONS, open);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await outcome).toEqual({ state: 'fails' });
    expect(peer.closed).toBe(true);
  });

  it('does not try what is not offered, and lives through a browser without WebRTC', async () => {
    const none = { ...OPTIONS, iceCandidates: [] };
    expect(await probeWay('udp', none, open)).toEqual({ state: 'untried' });
    const broken = (): RTCPeerConnection => {
      throw new Error('no WebRTC');
    };
    expect(await probeWay('udp', OPTIONS, broken)).toEqual({ state: 'fails' });
  });

  it('answers as an ICE-lite server does', () => {
    const sdp = answerFor(OPTIONS, []);
    expect(sdp).toContain('a=ice-lite\r\n');
    expect(sdp).toContain('a=ice-ufrag:ufrag\r\na=ice-pwd:password\r\n');
    expect(sdp).toContain('a=setup:passive\r\n');
  });
});
