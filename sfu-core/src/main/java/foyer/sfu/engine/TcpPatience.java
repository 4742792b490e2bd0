package foyer.sfu.engine;

import java.util.concurrent.TimeUnit;

/**
 * How long TCP connections are waited for.
 *
 * @param checkNanos until the first valid check
 * @param silenceNanos until the next bytes
 */
record TcpPatience(long checkNanos, long silenceNanos) {
    /**
     * A peer may have to do a round trip or two and lose a packet in it; browsers check a path they
     * keep in reserve every 25 s at the latest.
     */
    static final TcpPatience DEFAULT =
            new TcpPatience(TimeUnit.SECONDS.toNanos(10), TimeUnit.SECONDS.toNanos(60));
}
