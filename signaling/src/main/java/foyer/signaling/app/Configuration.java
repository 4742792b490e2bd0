package foyer.signaling.app;

import foyer.signaling.address.AddressRange;
import foyer.signaling.http.MetricsAccess;
import foyer.signaling.http.OperatorToken;
import foyer.signaling.session.AddressLimits;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How this process is set up; see {@link Key} for what each value means.
 *
 * @param announcedAddresses empty for the machine's own
 * @param debugToken null where nobody may look into rooms
 */
public record Configuration(
        int port,
        List<AnnouncedAddress> announcedAddresses,
        RtcWays rtc,
        int loops,
        int maxRooms,
        int maxUsersPerRoom,
        int maxWaitingPerRoom,
        String clientOrigin,
        Path clientDirectory,
        List<AddressRange> trustedProxies,
        AddressLimits addressLimits,
        MetricsAccess metrics,
        LogFormat logFormat,
        @Nullable OperatorToken debugToken) {
    public Configuration {
        announcedAddresses = List.copyOf(announcedAddresses);
        trustedProxies = List.copyOf(trustedProxies);
    }
}
