// Runs inside the page, before anything of the client: leaves its peer connections one way only, that by the
// TURN server, as a network would that lets nothing else out.

/** How the TURN server is reached. */
export type RelayWay = 'udp' | 'tcp' | 'tls';

/** Given to the page as its source text: must use nothing from outside. */
export function installRelayOnly(way: RelayWay): void {
  const isOfWay = (url: string): boolean =>
    way === 'tls'
      ? url.startsWith('turns:')
      : url.startsWith('turn:') && url.endsWith(`transport=${way}`);
  function only(configuration: RTCConfiguration | undefined): RTCConfiguration {
    const iceServers = (configuration?.iceServers ?? []).map((server) => ({
      ...server,
      urls: [server.urls].flat().filter(isOfWay),
    }));
    return { ...configuration, iceServers, iceTransportPolicy: 'relay' };
  }
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(only(configuration));
    }

    override setConfiguration(configuration?: RTCConfiguration): void {
      super.setConfiguration(only(configuration));
    }
  };
}
