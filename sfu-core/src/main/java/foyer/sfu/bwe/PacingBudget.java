package foyer.sfu.bwe;

/**
 * How much may go out now: a debt that every packet adds to and time pays off at the pacing rate
 * (as libwebrtc's pacer keeps it). Packets go at once while the debt is below an allowance, so that
 * what fits is not delayed: what the rate carries in 20 ms, or more where the path has shown to
 * take more.
 */
public final class PacingBudget {
    private static final long BURST_NANOS = 20_000_000;
    private static final long LEAST_BURST_BITS = 5 * 1_200 * 8;
    private static final double MAX_DEBT_SECONDS = 0.5;

    private double bitsPerSecond;
    private double debtBits;
    private double provenBits;
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

    /** Sets how much the path has shown to take at once, 0 for nothing. */
    public void proven(long bytes) {
        provenBits = bytes * 8.0;
    }

    /** How much may go at once whatever the path has shown. */
    public long anywayBytes() {
        return (long) (byRate() / 8);
    }

    /** What went and is not paid off. */
    public long debtBytes() {
        return (long) (debtBits / 8);
    }

    /** True when another packet may go. */
    public boolean allows(long nowNanos) {
        pay(nowNanos);
        return debtBits < allowanceBits();
    }

    /** A packet went. */
    public void sent(int bytes, long nowNanos) {
        pay(nowNanos);
        double most = Math.max(bitsPerSecond * MAX_DEBT_SECONDS, provenBits);
        debtBits = Math.min(debtBits + bytes * 8.0, most);
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
        return Math.max(byRate(), provenBits);
    }

    private double byRate() {
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
