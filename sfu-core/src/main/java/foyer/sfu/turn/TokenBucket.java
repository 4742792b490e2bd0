package foyer.sfu.turn;

import java.util.concurrent.TimeUnit;

/** So much at once, and so much more a second. */
final class TokenBucket {
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final double capacity;
    private final double perSecond;
    private double tokens;
    private long filledNanos;

    TokenBucket(double capacity, double perSecond, long nowNanos) {
        this.capacity = capacity;
        this.perSecond = perSecond;
        this.tokens = capacity;
        this.filledNanos = nowNanos;
    }

    /** Takes so many, or none when there are fewer. */
    boolean take(double wanted, long nowNanos) {
        tokens = Math.min(capacity, tokens + (nowNanos - filledNanos) / NANOS * perSecond);
        filledNanos = nowNanos;
        if (tokens < wanted) {
            return false;
        }
        tokens -= wanted;
        return true;
    }
}
