package foyer.signaling.app;

import java.nio.file.Path;
import java.util.List;

/**
 * How this process is set up; see {@link Key} for what each value means.
 *
 * @param announcedAddresses empty for the machine's own
 */
public record Configuration(
        int port,
        List<AnnouncedAddress> announcedAddresses,
        int rtcPort,
        int loops,
        int maxRooms,
        int maxUsersPerRoom,
        int maxWaitingPerRoom,
        String clientOrigin,
        Path clientDirectory) {
    public Configuration {
        announcedAddresses = List.copyOf(announcedAddresses);
    }
}
