package foyer.sfu.bwe;

/** When something happened last. */
final class Moment {
    private boolean happened;
    private long lastNanos;

    void note(long nowNanos) {
        happened = true;
        lastNanos = nowNanos;
    }

    /** It did not happen. */
    void clear() {
        happened = false;
    }

    /** True when it happened less than so long ago. */
    boolean within(long nanos, long nowNanos) {
        return happened && nowNanos - lastNanos < nanos;
    }
}
