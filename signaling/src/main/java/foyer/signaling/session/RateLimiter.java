package foyer.signaling.session;

import foyer.signaling.protocol.ClientEvent;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The token buckets of one socket, one an event. Safe on every thread. */
final class RateLimiter {
    private static final String UNKNOWN = "";

    private final ConcurrentHashMap<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final TimeMeter meter;

    RateLimiter(Time time) {
        meter =
                new TimeMeter() {
                    @Override
                    public long currentTimeNanos() {
                        return TimeUnit.MILLISECONDS.toNanos(time.nowMillis());
                    }

                    @Override
                    public boolean isWallClockBased() {
                        return false;
                    }
                };
    }

    /**
     * Takes a token.
     *
     * @param event null for an event nobody knows: these share one bucket
     */
    boolean allows(@Nullable ClientEvent event) {
        String key = event == null ? UNKNOWN : event.wireName();
        ClientEvent.Rate rate = event == null ? ClientEvent.Rate.OTHER : event.rate();
        return buckets.computeIfAbsent(key, k -> bucket(rate)).tryConsume(1);
    }

    private Bucket bucket(ClientEvent.Rate rate) {
        long nanosPerToken = Math.round(TimeUnit.SECONDS.toNanos(1) / rate.refillPerSecond());
        return Bucket.builder()
                .addLimit(
                        Bandwidth.builder()
                                .capacity(rate.capacity())
                                .refillGreedy(1, Duration.ofNanos(nanosPerToken))
                                .build())
                .withCustomTimePrecision(meter)
                .build();
    }
}
