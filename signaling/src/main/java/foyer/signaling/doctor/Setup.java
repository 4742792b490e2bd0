package foyer.signaling.doctor;

import foyer.sfu.api.MediaServerConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What of the configuration is looked at.
 *
 * @param port of pages and signaling
 * @param people who may be in rooms at once
 * @param site null where pages of any origin may connect
 * @param front null where no port is shared
 */
public record Setup(
        int port,
        MediaServerConfig media,
        long people,
        @Nullable Site site,
        Path clientDirectory,
        TurnSetup turn,
        @Nullable FrontSetup front) {}
