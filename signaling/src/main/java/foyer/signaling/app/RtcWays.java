package foyer.signaling.app;

import foyer.sfu.api.MediaServerConfig;
import foyer.sfu.api.RtcPorts;
import foyer.sfu.api.SrtpCipher;
import foyer.sfu.api.WebRtcTransportOptions;
import java.util.List;

/**
 * The ways to the media loops.
 *
 * @param port of the first loop
 * @param ports whether the others have their own
 * @param ways UDP, TCP or both
 * @param srtpCipher whose ciphers protect what goes over them
 * @param turn for who reaches none of these
 */
public record RtcWays(
        int port,
        RtcPorts ports,
        WebRtcTransportOptions ways,
        SrtpCipher srtpCipher,
        TurnWays turn) {
    /** With the ciphers that are the cheapest, without TURN. */
    public RtcWays(int port, RtcPorts ports, WebRtcTransportOptions ways) {
        this(port, ports, ways, SrtpCipher.AUTO, TurnWays.NONE);
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
                consumersPerLoop);
    }
}
