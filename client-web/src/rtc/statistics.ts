/** Counters of one incoming track since its beginning, as the browser has them. */
export type Incoming = { received: number; lost: number; jitterMs: number };

/** What a session's connections say of themselves at one moment. */
export type Measured = {
  /** Whether every connection that was made still stands. */
  connected: boolean;
  /** To the server and back; null before it was measured. */
  rttMs: number | null;
  /** Of what we send, the worst of it, as the server last reported; 0 to 1. */
  lossShare: number;
  /** By producer. */
  incoming: ReadonlyMap<string, Incoming>;
};

export type Outgoing = Pick<Measured, 'rttMs' | 'lossShare'>;

/** W3C webrtc-stats; what a browser leaves out counts as nothing. */
type Report = {
  type?: string;
  kind?: string;
  mid?: string;
  trackIdentifier?: string;
  packetsReceived?: number;
  packetsLost?: number;
  jitter?: number;
  roundTripTime?: number;
  currentRoundTripTime?: number;
  nominated?: boolean;
  fractionLost?: number;
};

/** The reports of a connection. The types of the DOM library know no iteration over them. */
export type Reports = { forEach(visit: (report: unknown) => void): void };

function reportsIn(reports: Reports): Report[] {
  const all: Report[] = [];
  reports.forEach((report) => {
    if (typeof report === 'object' && report !== null) all.push(report);
  });
  return all;
}

function greatest(values: (number | undefined)[]): number | null {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? null : Math.max(...known);
}

/** The way there and back that a connection itself has measured. */
export function rttIn(reports: Reports): number | null {
  const pairs = reportsIn(reports).filter(({ type, nominated }) => {
    return type === 'candidate-pair' && nominated === true;
  });
  const seconds = greatest(pairs.map(({ currentRoundTripTime }) => currentRoundTripTime));
  return seconds === null ? null : seconds * 1000;
}

/** How what we send arrives, by the receiver reports. */
export function outgoingIn(reports: Reports): Outgoing {
  const remote = reportsIn(reports).filter(({ type }) => type === 'remote-inbound-rtp');
  const seconds = greatest(remote.map(({ roundTripTime }) => roundTripTime));
  return {
    rttMs: seconds === null ? rttIn(reports) : seconds * 1000,
    lossShare: greatest(remote.map(({ fractionLost }) => fractionLost)) ?? 0,
  };
}

/** @param producerOf by the id of a track */
export function incomingIn(
  reports: Reports,
  producerOf: ReadonlyMap<string, string>,
): Map<string, Incoming> {
  const incoming = new Map<string, Incoming>();
  for (const report of reportsIn(reports)) {
    const producerId = producerOf.get(report.trackIdentifier ?? '');
    if (report.type !== 'inbound-rtp' || producerId === undefined) continue;
    incoming.set(producerId, {
      received: report.packetsReceived ?? 0,
      lost: report.packetsLost ?? 0,
      jitterMs: (report.jitter ?? 0) * 1000,
    });
  }
  return incoming;
}
