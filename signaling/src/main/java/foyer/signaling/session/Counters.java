package foyer.signaling.session;

import java.util.concurrent.atomic.LongAdder;

/** What is counted of sockets' events, for whoever measures. Safe on every thread. */
public final class Counters {
    private final LongAdder received = new LongAdder();
    private final LongAdder rateLimited = new LongAdder();
    private final LongAdder malformed = new LongAdder();

    void received() {
        received.increment();
    }

    void rateLimited() {
        rateLimited.increment();
    }

    void malformed() {
        malformed.increment();
    }

    /** Events that came. */
    public long receivedEvents() {
        return received.sum();
    }

    /** Events dropped by a token bucket. */
    public long rateLimitedEvents() {
        return rateLimited.sum();
    }

    /** Events nobody knows or whose payload made no sense. */
    public long malformedEvents() {
        return malformed.sum();
    }
}
