package foyer.signaling.session;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Makes token buckets that live by our time. */
final class Buckets implements TimeMeter {
    private final Time time;

    Buckets(Time time) {
        this.time = time;
    }

    Bucket of(int capacity, double refillPerSecond) {
        long nanosPerToken = Math.round(TimeUnit.SECONDS.toNanos(1) / refillPerSecond);
        return Bucket.builder()
                .addLimit(
                        Bandwidth.builder()
                                .capacity(capacity)
                                .refillGreedy(1, Duration.ofNanos(nanosPerToken))
                                .build())
                .withCustomTimePrecision(this)
                .build();
    }

    @Override
    public long currentTimeNanos() {
        return TimeUnit.MILLISECONDS.toNanos(time.nowMillis());
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }
}
