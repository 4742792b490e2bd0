package foyer.sfu.bwe;

import foyer.sfu.rtcp.TransportFeedback;

/** The receiver's time in feedback without its wrap-around of 24 bits of 64 ms. */
final class ArrivalClock {
    private static final long NANOS_PER_MICRO = 1_000;

    private boolean started;
    private int reference;
    private long micros;

    /** Takes a message's reference time. */
    void at(int newReference) {
        if (started) {
            int step = (newReference - reference) << 8 >> 8; // 24 bits, signed
            micros += (long) step * TransportFeedback.REFERENCE_MICROS;
        }
        started = true;
        reference = newReference;
    }

    /** A moment of the message that {@link #at} was told of last. */
    long nanos(long arrivalMicros) {
        long sinceReference = arrivalMicros - (long) reference * TransportFeedback.REFERENCE_MICROS;
        return (micros + sinceReference) * NANOS_PER_MICRO;
    }
}
