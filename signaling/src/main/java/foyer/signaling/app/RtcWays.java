package foyer.signaling.app;

import foyer.sfu.api.MediaServerConfig;
import foyer.sfu.api.RtcPorts;
import foyer.sfu.api.WebRtcTransportOptions;
import java.util.List;

/**
 * The ways to the media loops.
 *
 * @param port of the first loop
 * @param ports whether the others have their own
 * @param ways UDP, TCP or both
 * @param turn for who reaches none of these
 */
public record RtcWays(int port, RtcPorts ports, WebRtcTransportOptions ways, TurnWays turn) {
    /** Without TURN. */
    RtcWays(int port, RtcPorts ports, WebRtcTransportOptions ways) {
        this(port, ports, ways, TurnWays.NONE);
    }

    MediaServerConfig config(int loops, List<AnnouncedAddress> announced) {
        return new MediaServerConfig(
                loops,
                port,
                announced.stream()
                        .map(address ->
                                new foyer.sfu.api.AnnouncedAddress(address.host(), address.port()))
                        .toList(),
                MediaServerConfig.DEFAULT_RECORDING_BYTES,
                ports,
                ways);
    }
}
