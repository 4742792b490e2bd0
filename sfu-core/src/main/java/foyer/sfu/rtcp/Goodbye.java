package foyer.sfu.rtcp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Streams that end (RFC 3550 6.6).
 *
 * @param ssrcs at most 31
 * @param reason at most 255 bytes in UTF-8
 */
public record Goodbye(List<Long> ssrcs, @Nullable String reason) implements RtcpMessage {
    public Goodbye {
        ssrcs = Limits.atMost(Limits.MAX_COUNT, "ssrcs", ssrcs);
    }
}
