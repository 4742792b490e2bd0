package foyer.sfu.api;

import java.util.List;

/** What a client needs to make its end of a {@code WebRtcTransport}. */
public record TransportOptions(
        String id,
        IceParameters iceParameters,
        List<IceCandidate> iceCandidates,
        DtlsParameters dtlsParameters) {
    public TransportOptions {
        iceCandidates = List.copyOf(iceCandidates);
    }
}
