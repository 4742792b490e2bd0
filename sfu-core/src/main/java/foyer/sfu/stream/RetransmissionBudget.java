package foyer.sfu.stream;

/**
 * Bounds what retransmissions may take, as a bucket that fills at half the media's rate (or a rate
 * that is set) up to one second's worth: bursts are repaired, a receiver that asks for everything
 * is not served without end.
 */
final class RetransmissionBudget {
    private static final long MIN_BITS_PER_SECOND = 256_000;
    private static final long MAX_BITS_PER_SECOND = 1_000_000_000;
    private static final long FULL_NANOS = 1_000_000_000;

    private long fixedBitsPerSecond;
    private boolean started;
    private long lastNanos;

    // In bits × 1e-9, so that frequent small refills are not rounded away.
    private long credit;

    /** Sets the rate; 0 follows the media again. */
    void rate(long bitsPerSecond) {
        fixedBitsPerSecond = Math.clamp(bitsPerSecond, 0, MAX_BITS_PER_SECOND);
    }

    /** Takes the bytes out of the bucket if they are in it. */
    boolean take(int bytes, long mediaBitsPerSecond, long nowNanos) {
        refill(bitsPerSecond(mediaBitsPerSecond), nowNanos);
        long cost = bytes * 8L * 1_000_000_000;
        if (cost > credit) {
            return false;
        }
        credit -= cost;
        return true;
    }

    private long bitsPerSecond(long mediaBitsPerSecond) {
        return fixedBitsPerSecond > 0
                ? fixedBitsPerSecond
                : Math.clamp(mediaBitsPerSecond / 2, MIN_BITS_PER_SECOND, MAX_BITS_PER_SECOND);
    }

    private void refill(long bitsPerSecond, long nowNanos) {
        long elapsedNanos = started ? Math.clamp(nowNanos - lastNanos, 0, FULL_NANOS) : FULL_NANOS;
        started = true;
        lastNanos = nowNanos;
        credit = Math.min(credit + bitsPerSecond * elapsedNanos, bitsPerSecond * FULL_NANOS);
    }
}
