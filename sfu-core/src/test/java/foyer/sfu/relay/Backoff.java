package foyer.sfu.relay;

import java.util.concurrent.TimeUnit;

/**
 * When TCP tries again what got no answer: after twice the time each (RFC 6298 5.5). That is why a
 * connection that waited long stays silent for a while after the network is back.
 */
final class Backoff {
    /** Linux's TCP_RTO_MIN, which is what a short path has. */
    private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** RFC 6298 2.1. */
    private static final long FIRST_CONNECTING_NANOS = TimeUnit.SECONDS.toNanos(1);

    private Backoff() {}

    /** Nanoseconds from now until what was sent at a moment is sent again. */
    static long forData(long sentNanos, long nowNanos) {
        return remaining(FIRST_NANOS, nowNanos - sentNanos);
    }

    static long forConnecting(long begunNanos, long nowNanos) {
        return remaining(FIRST_CONNECTING_NANOS, nowNanos - begunNanos);
    }

    private static long remaining(long firstNanos, long ageNanos) {
        long wait = firstNanos;
        long next = wait;
        while (next < ageNanos) {
            wait *= 2;
            next += wait;
        }
        return next - ageNanos;
    }
}
