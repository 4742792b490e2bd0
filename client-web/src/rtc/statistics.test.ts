import { describe, expect, it } from 'vitest';
import { incomingIn, outgoingIn, rttIn } from './statistics';

const reports = (...all: unknown[]): Map<string, unknown> =>
  new Map(all.map((report, at) => [String(at), report]));

describe('the statistics of a connection', () => {
  it('tell the way there and back, by reports or by the connection itself', () => {
    const pair = { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.04 };
    const spare = { type: 'candidate-pair', nominated: false, currentRoundTripTime: 3 };
    const told = { type: 'remote-inbound-rtp', roundTripTime: 0.05, fractionLost: 0.02 };
    const lossy = { type: 'remote-inbound-rtp', fractionLost: 0.2 };
    expect(rttIn(reports(pair, spare))).toBeCloseTo(40);
    expect(outgoingIn(reports(pair))).toEqual({ rttMs: 40, lossShare: 0 });
    expect(outgoingIn(reports(pair, told, lossy))).toEqual({ rttMs: 50, lossShare: 0.2 });
    expect(outgoingIn(reports())).toEqual({ rttMs: null, lossShare: 0 });
  });

  it('tell what comes of each producer', () => {
    const video = {
      type: 'inbound-rtp',
      trackIdentifier: 't1',
      packetsReceived: 90,
      packetsLost: 10,
      jitter: 0.02,
    };
    const other = { type: 'inbound-rtp', trackIdentifier: 't2', packetsReceived: 5 };
    const incoming = incomingIn(reports(video, other, null, 7), new Map([['t1', 'v1']]));
    expect([...incoming]).toEqual([['v1', { received: 90, lost: 10, jitterMs: 20 }]]);
  });
});
