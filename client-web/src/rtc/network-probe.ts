import type { TransportOptions } from '../protocol/media';
import { withDeadline } from '../util/deadline';

export type Way = 'udp' | 'tcp';
/** `untried`: the server offers no such way. */
export type WayOutcome =
  { state: 'works'; roundTripMs: number | null } | { state: 'fails' } | { state: 'untried' };

const DEADLINE_MS = 5_000;

type Candidate = TransportOptions['iceCandidates'][number];
type PeerConnectionMaker = (config: RTCConfiguration) => RTCPeerConnection;

function candidateLine(candidate: Candidate): string {
  const { foundation, protocol, priority, address, port, type, tcpType } = candidate;
  const tcp = tcpType === undefined ? '' : ` tcptype ${tcpType}`;
  return `a=candidate:${foundation} 1 ${protocol} ${priority} ${address} ${port} typ ${type}${tcp}`;
}

/**
 * The server's half of a session that is only there to be reached: one data channel to an ICE-lite peer
 * (RFC 8839, RFC 8841).
 */
export function answerFor(options: TransportOptions, candidates: readonly Candidate[]): string {
  const { iceParameters, dtlsParameters } = options;
  return [
    'v=0',
    'o=- 1 1 IN IP4 0.0.0.0',
    's=-',
    't=0 0',
    ...(iceParameters.iceLite === true ? ['a=ice-lite'] : []),
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    'c=IN IP4 0.0.0.0',
    'a=mid:0',
    `a=ice-ufrag:${iceParameters.usernameFragment}`,
    `a=ice-pwd:${iceParameters.password}`,
    ...dtlsParameters.fingerprints.map(
      ({ algorithm, value }) => `a=fingerprint:${algorithm} ${value}`,
    ),
    'a=setup:passive',
    'a=sctp-port:5000',
    ...candidates.map(candidateLine),
    'a=end-of-candidates',
    '',
  ].join('\r\n');
}

function untilReached(connection: RTCPeerConnection): Promise<boolean> {
  return new Promise((settle) => {
    const look = (): void => {
      const state = connection.iceConnectionState;
      if (state === 'connected' || state === 'completed') settle(true);
      else if (state === 'failed' || state === 'closed') settle(false);
    };
    connection.addEventListener('iceconnectionstatechange', look);
    look();
  });
}

/** Of the pair in use, in whole milliseconds; null where the browser does not tell. */
async function roundTripOf(connection: RTCPeerConnection): Promise<number | null> {
  const seconds: number[] = [];
  const report = await connection.getStats();
  report.forEach((stat: { type: string; state?: string; currentRoundTripTime?: number }) => {
    if (stat.type !== 'candidate-pair' || stat.state !== 'succeeded') return;
    if (stat.currentRoundTripTime !== undefined) seconds.push(stat.currentRoundTripTime);
  });
  return seconds.length === 0 ? null : Math.round(Math.min(...seconds) * 1000);
}

async function reach(
  connection: RTCPeerConnection,
  options: TransportOptions,
  candidates: readonly Candidate[],
): Promise<WayOutcome> {
  connection.createDataChannel('probe');
  await connection.setLocalDescription(await connection.createOffer());
  await connection.setRemoteDescription({ type: 'answer', sdp: answerFor(options, candidates) });
  if (!(await untilReached(connection))) return { state: 'fails' };
  return { state: 'works', roundTripMs: await roundTripOf(connection) };
}

/**
 * Whether the server's media port can be reached over one way: ICE decides, nothing is sent over it after that.
 *
 * @param open a peer connection of this browser, unless told otherwise
 */
export async function probeWay(
  way: Way,
  options: TransportOptions,
  open: PeerConnectionMaker = (config) => new RTCPeerConnection(config),
): Promise<WayOutcome> {
  const candidates = options.iceCandidates.filter(({ protocol }) => protocol === way);
  if (candidates.length === 0) return { state: 'untried' };
  let connection: RTCPeerConnection | null = null;
  try {
    connection = open({ iceServers: [] });
    return await withDeadline(way, DEADLINE_MS, reach(connection, options, candidates));
  } catch {
    return { state: 'fails' };
  } finally {
    connection?.close();
  }
}
