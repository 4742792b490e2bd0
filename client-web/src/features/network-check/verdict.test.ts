import { describe, expect, it } from 'vitest';
import type { NetworkReport, WayOutcome } from '../../meeting/network-check.svelte';
import { linesOf, verdictOf } from './verdict';

const WORKS: WayOutcome = { state: 'works', roundTripMs: 12 };
const FAILS: WayOutcome = { state: 'fails' };
const UNTRIED: WayOutcome = { state: 'untried' };
const PORTS = { udp: 40000, tcp: 40443 };

const report = (udp: WayOutcome, tcp: WayOutcome, ports = PORTS): NetworkReport => ({
  signaling: 'works',
  media: { udp, tcp },
  ports,
});

describe('the verdict on a network', () => {
  it('is one sentence for each case', () => {
    expect(verdictOf(report(WORKS, FAILS))).toMatch(/All well/);
    expect(verdictOf(report(FAILS, WORKS))).toMatch(/Only TCP/);
    expect(verdictOf(report(FAILS, FAILS))).toMatch(/UDP 40000 and TCP 40443 are blocked/);
    const withoutTcp: NetworkReport = { ...report(FAILS, UNTRIED), ports: { udp: 4, tcp: null } };
    expect(verdictOf(withoutTcp)).toMatch(/UDP 4 is blocked/);
    const none = { udp: null, tcp: null };
    expect(verdictOf({ signaling: 'works', media: null, ports: none })).toMatch(/server answers/);
    expect(verdictOf({ signaling: 'fails', media: null, ports: none })).toMatch(/be reached/);
  });

  it('has a line for every way', () => {
    expect(
      linesOf(report(WORKS, UNTRIED)).map(({ what, outcome }) => `${what}: ${outcome}`),
    ).toEqual([
      'Server: works',
      'Media over UDP: works, 12 ms there and back',
      'Media over TCP: not offered by this server',
    ]);
  });
});
