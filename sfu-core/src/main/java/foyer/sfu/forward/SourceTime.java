package foyer.sfu.forward;

import foyer.sfu.stream.SenderClock;

/**
 * How far time moved between packets of two streams of one sender, whose timestamps start at
 * different random numbers: by their sender reports (RFC 3550 6.4.1) where both have one that
 * agrees with the time of arrival, else by the time of arrival.
 */
final class SourceTime {
    /** Reports and arrival may differ by a sender's queue, not by more. */
    private static final long TOLERANCE_NANOS = 2_000_000_000L;

    private SourceTime() {}

    /** Ticks of {@code clockRate} from one packet to the other; may be negative. */
    static long step(
            SenderClock from,
            long fromTimestamp,
            SenderClock to,
            long toTimestamp,
            long arrivalStepNanos,
            int clockRate) {
        if (from.known() && to.known()) {
            long nanos =
                    nanosAt(to, toTimestamp, clockRate) - nanosAt(from, fromTimestamp, clockRate);
            if (Math.abs(nanos - arrivalStepNanos) < TOLERANCE_NANOS) {
                return ticks(nanos, clockRate);
            }
        }
        return ticks(arrivalStepNanos, clockRate);
    }

    static long ticks(long nanos, int clockRate) {
        return Math.round(nanos / 1e9 * clockRate);
    }

    private static long nanosAt(SenderClock clock, long timestamp, int clockRate) {
        long ntp = clock.ntp();
        // The seconds of this century fit: differences are taken of numbers of one origin.
        long reported =
                (ntp >>> 32) * 1_000_000_000L + (((ntp & 0xffff_ffffL) * 1_000_000_000L) >>> 32);
        int sinceReport = (int) (timestamp - clock.timestamp());
        return reported + Math.round(sinceReport * 1e9 / clockRate);
    }
}
