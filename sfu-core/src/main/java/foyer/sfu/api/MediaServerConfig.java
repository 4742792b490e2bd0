package foyer.sfu.api;

import java.util.List;

/**
 * How a media server is set up.
 *
 * @param loops threads that carry media
 * @param rtcPort the UDP port of the first loop; each further loop takes the next one
 * @param announcedAddresses told to clients; none means the machine's own addresses
 */
public record MediaServerConfig(int loops, int rtcPort, List<AnnouncedAddress> announcedAddresses) {
    public MediaServerConfig {
        if (loops < 1 || loops > 1024) {
            throw new IllegalArgumentException("loops: " + loops);
        }
        if (rtcPort < 1 || rtcPort + loops - 1 > 65_535) {
            throw new IllegalArgumentException("rtcPort: " + rtcPort + ", loops: " + loops);
        }
        announcedAddresses = List.copyOf(announcedAddresses);
    }
}
