package foyer.sfu.relay;

import java.util.function.LongConsumer;

/** Says when the first check of ICE has passed after the addresses changed. */
final class CheckWatch {
    private static final int STUN_HEADER_BYTES = 20;

    private final LongConsumer report;
    private boolean watching;
    private long sinceNanos;

    /**
     * @param report gets the nanoseconds it took
     */
    CheckWatch(LongConsumer report) {
        this.report = report;
    }

    void begin(long nowNanos) {
        watching = true;
        sinceNanos = nowNanos;
    }

    void passed(byte[] datagram, long nowNanos) {
        if (watching && isBindingRequest(datagram)) {
            watching = false;
            report.accept(nowNanos - sinceNanos);
        }
    }

    /** RFC 8489 5: the first two bits are 0, the class is 0 (request), the method 1. */
    private static boolean isBindingRequest(byte[] datagram) {
        return datagram.length >= STUN_HEADER_BYTES && datagram[0] == 0 && datagram[1] == 1;
    }
}
