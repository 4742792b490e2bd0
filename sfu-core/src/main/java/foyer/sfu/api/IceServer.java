package foyer.sfu.api;

import java.util.List;

/**
 * A STUN or TURN server as browsers take it (W3C webrtc-pc, RTCIceServer).
 *
 * @param urls such as {@code turn:turn.example.org:3478?transport=udp} (RFC 7065)
 * @param username good for a time
 * @param credential its password
 */
public record IceServer(List<String> urls, String username, String credential) {
    public IceServer {
        urls = List.copyOf(urls);
    }

    @Override
    public String toString() {
        return "IceServer[" + urls + "]";
    }
}
