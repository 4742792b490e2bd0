package foyer.sfu.bwe;

/**
 * How much may go out now: a debt that every packet adds to and time pays off at the pacing rate
 * (as libwebrtc's pacer keeps it). Packets go at once while the debt is below an allowance, so that
 * what fits is not delayed.
 */
public final class PacingBudget {
    private static final long BURST_NANOS = 20_000_000;
    private static final long LEAST_BURST_BITS = 5 * 1_200 * 8;
    private static final double MAX_DEBT_SECONDS = 0.5;

    private double bitsPerSecond;
    private double debtBits;
    private long lastNanos;
    private boolean started;

    /** Sets the pacing rate. */
    public void rate(long newBitsPerSecond, long nowNanos) {
        pay(nowNanos);
        bitsPerSecond = newBitsPerSecond;
    }

    public long bitsPerSecond() {
        return (long) bitsPerSecond;
    }

    /** True when another packet may go. */
    public boolean allows(long nowNanos) {
        pay(nowNanos);
        return debtBits < allowanceBits();
    }

    /** A packet went. */
    public void sent(int bytes, long nowNanos) {
        pay(nowNanos);
        debtBits = Math.min(debtBits + bytes * 8.0, bitsPerSecond * MAX_DEBT_SECONDS);
    }

    /**
     * When {@link #allows} will be true, and as much as this may go at once.
     *
     * @param bits less than the allowance
     */
    public long allowsAtNanos(long bits) {
        double over = debtBits + bits - allowanceBits();
        return over < 0 ? lastNanos : lastNanos + 1 + (long) (over * 1e9 / bitsPerSecond);
    }

    private double allowanceBits() {
        return Math.max(LEAST_BURST_BITS, bitsPerSecond * (BURST_NANOS / 1e9));
    }

    private void pay(long nowNanos) {
        if (started) {
            long passed = Math.max(0, nowNanos - lastNanos);
            debtBits = Math.max(0, debtBits - bitsPerSecond * (passed / 1e9));
        }
        started = true;
        lastNanos = nowNanos;
    }
}
