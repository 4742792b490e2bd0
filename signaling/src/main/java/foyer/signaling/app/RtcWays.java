package foyer.signaling.app;

import foyer.sfu.api.MediaServerConfig;
import foyer.sfu.api.RtcPorts;
import foyer.sfu.api.SrtpCipher;
import foyer.sfu.api.WebRtcTransportOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ways to the media loops.
 *
 * @param port of the first loop
 * @param ports whether the others have their own
 * @param ways UDP, TCP or both
 * @param srtpCipher whose ciphers protect what goes over them
 * @param turn for who reaches none of these
 * @param front null for none
 */
public record RtcWays(
        int port,
        RtcPorts ports,
        WebRtcTransportOptions ways,
        SrtpCipher srtpCipher,
        TurnWays turn,
        @Nullable FrontWays front) {
    /** With the ciphers that are the cheapest, without TURN and shared port. */
    public RtcWays(int port, RtcPorts ports, WebRtcTransportOptions ways) {
        this(port, ports, ways, SrtpCipher.AUTO, TurnWays.NONE, null);
    }

    MediaServerConfig config(
            int loops,
            List<AnnouncedAddress> announced,
            List<String> listening,
            int consumersPerLoop) {
        return new MediaServerConfig(
                loops,
                port,
                announced.stream()
                        .map(address ->
                                new foyer.sfu.api.AnnouncedAddress(address.host(), address.port()))
                        .toList(),
                MediaServerConfig.DEFAULT_RECORDING_BYTES,
                ports,
                ways,
                srtpCipher,
                listening,
                frontPort(),
                consumersPerLoop);
    }

    /** 0 for none. */
    int frontPort() {
        FrontWays shared = front;
        return shared == null ? 0 : shared.port();
    }
}
