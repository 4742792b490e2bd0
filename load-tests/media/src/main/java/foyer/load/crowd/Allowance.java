package foyer.load.crowd;

import java.util.concurrent.TimeUnit;

/**
 * Keeps a client within the server's token bucket for one event (docs/protocol.md, Caps and rates),
 * a little below it, as clocks differ. Blocks: for virtual threads.
 */
final class Allowance {
    private static final double CAUTION = 0.9;

    private final double capacity;
    private final double perSecond;
    private double tokens;
    private long lastNanos = System.nanoTime();

    Allowance(double capacity, double perSecond) {
        this.capacity = capacity * CAUTION;
        this.perSecond = perSecond * CAUTION;
        tokens = this.capacity;
    }

    void take() throws InterruptedException {
        long nowNanos = System.nanoTime();
        tokens = Math.min(capacity, tokens + (nowNanos - lastNanos) / 1e9 * perSecond);
        lastNanos = nowNanos;
        tokens -= 1;
        if (tokens < 0) {
            TimeUnit.MICROSECONDS.sleep(Math.round(-tokens / perSecond * 1e6));
        }
    }
}
