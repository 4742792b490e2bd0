package foyer.signaling.session;

import foyer.signaling.protocol.ClientEvent;
import io.github.bucket4j.Bucket;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The token buckets of one socket, one an event. Safe on every thread. */
final class RateLimiter {
    private static final String UNKNOWN = "";

    private final ConcurrentHashMap<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final Buckets maker;

    RateLimiter(Time time) {
        maker = new Buckets(time);
    }

    /**
     * Takes a token.
     *
     * @param event null for an event nobody knows: these share one bucket
     */
    boolean allows(@Nullable ClientEvent event) {
        String key = event == null ? UNKNOWN : event.wireName();
        ClientEvent.Rate rate = event == null ? ClientEvent.Rate.OTHER : event.rate();
        return buckets.computeIfAbsent(key, k -> maker.of(rate.capacity(), rate.refillPerSecond()))
                .tryConsume(1);
    }
}
