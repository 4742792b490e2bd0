package foyer.signaling.app;

import foyer.signaling.address.AddressRange;
import foyer.signaling.http.MetricsAccess;
import foyer.signaling.http.OperatorToken;
import foyer.signaling.session.AddressLimits;
import foyer.signaling.socketio.OriginPolicy;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How this process is set up; see {@link Key} for what each value means.
 *
 * @param announcedAddresses empty for the machine's own
 * @param drainSeconds how long a stop waits for meetings to end
 * @param debugToken null where nobody may look into rooms
 */
public record Configuration(
        Listening listening,
        List<AnnouncedAddress> announcedAddresses,
        RtcWays rtc,
        int loops,
        Capacity capacity,
        int drainSeconds,
        Secrets.Given secrets,
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

    /** Whether people outside of this machine are meant: a page of theirs is named. */
    boolean isProduction() {
        return !clientOrigin.equals("*") && !OriginPolicy.isLocal(clientOrigin);
    }
}
