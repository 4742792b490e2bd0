// Runs inside the page, before anything of the client: reads what its peer connections receive.

/** One incoming track, as the browser's statistics have it at this moment. */
export type Reception = {
  framesDecoded: number;
  frameWidth: number;
  packetsReceived: number;
  /** Of the sound that was played, not of what arrived: rises only while there is something to hear. */
  audioEnergy: number;
};

/** What the browser has to say of an incoming track: nothing where it knows no such track. */
export type Statistics = {
  inbound?: RTCInboundRtpStreamStats;
  pair?: RTCIceCandidatePairStats;
};

/** The way that media goes over one connection, as the browser has chosen it. */
export type Way = {
  protocol: string;
  /** How a TURN server is reached, where one is used. */
  relayProtocol: string | null;
  /** The other end. */
  address: string;
  port: number;
  /** Addresses of the other end that answered, the chosen one and others. */
  answered: string[];
  /** Ports of UDP that the connection has opened on this machine. */
  ownPorts: number[];
};

export type Probe = {
  /** What comes in for a track, null when no connection has it. */
  reception(trackId: string): Promise<Reception | null>;
  /** The same with all its fields. */
  statistics(track: MediaStreamTrack | undefined): Promise<Statistics>;
  /** Waits until so many consumed videos have a picture: milliseconds from sending `consume`, one each. */
  picturesAfterConsume(count: number, deadlineMs: number): Promise<number[]>;
  /** Bytes of the camera that were sent so far, retransmissions included: by layer, the lowest first. */
  cameraBytesSent(): Promise<number[]>;
  /** Of each connection that is up. */
  ways(): Promise<Way[]>;
  /** Tracks that are being sent. */
  sending(): string[];
  /** Breaks the connection to the server, as a network that fails; the client says no goodbye. */
  breakSocket(): void;
  /** How many WebSockets were used so far. */
  sockets(): number;
};

declare global {
  interface Window {
    probe: Probe;
  }
}

/** Given to the page as its source text: must use nothing from outside. */
export function installProbe(): void {
  const connections: RTCPeerConnection[] = [];
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
    }
  };

  // Socket.IO's packets: 42<ack>["consume",{…}] out, 43<ack>[{id, kind, …}] in. The client names the track it
  // makes by the consumer's id.
  const askedAt = new Map<string, number>();
  const videoAskedAt = new Map<string, number>();
  const watched = new Set<WebSocket>();
  const { send } = WebSocket.prototype as { send: (this: WebSocket, data: unknown) => void };
  function hear(event: MessageEvent): void {
    const [, ack, body] = /^43(\d+)(.*)$/s.exec(String(event.data)) ?? [];
    const at = ack === undefined ? undefined : askedAt.get(ack);
    if (body === undefined || at === undefined) return;
    const [answer] = JSON.parse(body) as [{ id?: string; kind?: string }];
    if (answer.kind === 'video' && answer.id !== undefined) videoAskedAt.set(answer.id, at);
  }
  WebSocket.prototype.send = function (data) {
    if (!watched.has(this)) {
      watched.add(this);
      this.addEventListener('message', hear);
    }
    const text = typeof data === 'string' ? data : '';
    const ack = /^42(\d+)\["consume",/.exec(text)?.[1];
    if (ack !== undefined) askedAt.set(ack, performance.now());
    send.call(this, data);
  };

  async function reception(trackId: string): Promise<Reception | null> {
    for (const connection of connections) {
      const receiver = connection.getReceivers().find(({ track }) => track.id === trackId);
      if (receiver === undefined) continue;
      for (const report of (
        await receiver.getStats()
      ).values() as Iterable<RTCInboundRtpStreamStats>) {
        if (report.type !== 'inbound-rtp') continue;
        return {
          framesDecoded: report.framesDecoded ?? 0,
          frameWidth: report.frameWidth ?? 0,
          packetsReceived: report.packetsReceived ?? 0,
          audioEnergy: report.totalAudioEnergy ?? 0,
        };
      }
    }
    return null;
  }

  async function statistics(track: MediaStreamTrack | undefined): Promise<Statistics> {
    const found: Statistics = {};
    const receivers = connections.flatMap((connection) => connection.getReceivers());
    const reports = await receivers.find((receiver) => receiver.track === track)?.getStats();
    for (const report of (reports?.values() ?? []) as Iterable<RTCStats>) {
      if (report.type === 'inbound-rtp') found.inbound = report as RTCInboundRtpStreamStats;
      if (report.type !== 'candidate-pair') continue;
      const pair = report as RTCIceCandidatePairStats;
      if (pair.nominated === true && pair.state === 'succeeded') found.pair = pair;
    }
    return found;
  }

  async function picturesAfterConsume(count: number, deadlineMs: number): Promise<number[]> {
    const began = performance.now();
    const took = new Map<string, number>();
    while (took.size < count && performance.now() - began < deadlineMs) {
      for (const [trackId, at] of videoAskedAt) {
        if (took.has(trackId)) continue;
        const now = await reception(trackId);
        if (now !== null && now.framesDecoded > 0) took.set(trackId, performance.now() - at);
      }
      await new Promise((go) => setTimeout(go, 20));
    }
    return [...took.values()];
  }

  async function cameraBytesSent(): Promise<number[]> {
    const byLayer = new Map<string, number>();
    for (const connection of connections) {
      if (connection.connectionState === 'closed') continue;
      for (const report of (
        await connection.getStats()
      ).values() as Iterable<RTCOutboundRtpStreamStats>) {
        // Of what we send only the camera has layers, and layers have names.
        if (report.type !== 'outbound-rtp' || report.rid === undefined) continue;
        byLayer.set(report.rid, (byLayer.get(report.rid) ?? 0) + (report.bytesSent ?? 0));
      }
    }
    return [...byLayer]
      .toSorted(([one], [other]) => one.localeCompare(other))
      .map(([, bytes]) => bytes);
  }

  type Stats = { id: string; type: string } & Partial<Record<string, string | number>>;

  function wayIn(reports: Stats[]): Way | null {
    const byId = (id: unknown): Stats | undefined => reports.find((report) => report.id === id);
    const transport = reports.find(({ type }) => type === 'transport');
    const pair = byId(transport?.selectedCandidatePairId);
    const local = byId(pair?.localCandidateId);
    const remote = byId(pair?.remoteCandidateId);
    if (local === undefined || remote === undefined) return null;
    return {
      protocol: String(local.protocol),
      relayProtocol: typeof local.relayProtocol === 'string' ? local.relayProtocol : null,
      address: String(remote.address),
      port: Number(remote.port),
      answered: reports
        .filter(
          ({ type, responsesReceived }) =>
            type === 'candidate-pair' && Number(responsesReceived) > 0,
        )
        .map(({ remoteCandidateId }) => String(byId(remoteCandidateId)?.address)),
      ownPorts: reports
        .filter(({ type, protocol }) => type === 'local-candidate' && protocol === 'udp')
        .flatMap(({ candidateType, port, relatedPort }) => {
          if (candidateType === 'relay') return [];
          const own = candidateType === 'host' ? port : relatedPort;
          return own === undefined ? [] : Number(own);
        }),
    };
  }

  async function ways(): Promise<Way[]> {
    const up = connections.filter(({ connectionState }) => connectionState === 'connected');
    const reports = await Promise.all(up.map((connection) => connection.getStats()));
    return reports.flatMap((report) => wayIn([...(report.values() as Iterable<Stats>)]) ?? []);
  }

  function sending(): string[] {
    return connections
      .filter((connection) => connection.connectionState === 'connected')
      .flatMap((connection) => connection.getSenders())
      .flatMap(({ track }) => (track?.readyState === 'live' ? [track.kind] : []));
  }

  function breakSocket(): void {
    for (const socket of watched) socket.close();
  }

  window.probe = {
    reception,
    statistics,
    picturesAfterConsume,
    cameraBytesSent,
    ways,
    sending,
    breakSocket,
    sockets: () => watched.size,
  };
}
