package foyer.sfu.bwe;

import foyer.sfu.rtcp.TransportFeedback;
import foyer.sfu.rtcp.TransportFeedbackBuilder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A sender behind one bottleneck, in steps of a millisecond: sends what the estimator allows or
 * less, and brings back feedback every 100 ms.
 */
final class SimulatedPath {
    static final long MS = 1_000_000;
    private static final int PACKET_BYTES = 1200;
    private static final long FEEDBACK_NANOS = 100 * MS;

    private record Arrival(int number, long atNanos) {}

    private record Message(TransportFeedback feedback, long atNanos) {}

    final BandwidthEstimator estimator = new BandwidthEstimator(RateLimits.DEFAULT);
    private final SplittableRandom random;
    private final Deque<Arrival> onTheWay = new ArrayDeque<>();
    private final List<Arrival> arrived = new ArrayList<>();
    private final Deque<Message> back = new ArrayDeque<>();
    private final TransportFeedbackBuilder builder = new TransportFeedbackBuilder();
    long capacity = 3_000_000;
    long delayNanos = 25 * MS;
    long queueNanos = 300 * MS;
    double loss;
    long applicationLimit = Long.MAX_VALUE;

    /** What is added to the moment at which feedback is read: our own stall. */
    long readDelayNanos;

    long now = 1_000 * MS;
    private long freeNanos;
    private long nextSendNanos = now;
    private long nextProbeNanos = now;
    private long nextFeedbackNanos;
    private int messages;
    long longestQueueNanos;

    SimulatedPath(long seed) {
        this(seed, 100_000_000);
    }

    SimulatedPath(long seed, long demand) {
        random = new SplittableRandom(seed);
        estimator.demand(demand, now);
    }

    void run(long millis) {
        for (long end = now + millis * MS; now < end; now += MS) {
            step();
        }
    }

    /** The receiver says something, but nothing of what came. */
    boolean heard() {
        return estimator.heard(now);
    }

    private void step() {
        long rate = Math.min(estimator.bitsPerSecond(), applicationLimit);
        while (nextSendNanos <= now) {
            // While a probe goes on, the packets are part of it.
            if (!estimator.probing()) {
                send();
            }
            nextSendNanos += PACKET_BYTES * 8_000_000_000L / rate;
        }
        if (!estimator.probing()) {
            nextProbeNanos = now;
        }
        while (estimator.probing() && nextProbeNanos <= now) {
            send();
            nextProbeNanos += PACKET_BYTES * 8_000_000_000L / estimator.probeBitsPerSecond();
        }
        while (!onTheWay.isEmpty() && onTheWay.peek().atNanos() <= now) {
            arrived.add(onTheWay.remove());
        }
        report();
        while (!back.isEmpty() && back.peek().atNanos() <= now) {
            estimator.feedback(back.remove().feedback(), now);
        }
        if (estimator.nextDeadlineNanos() <= now) {
            estimator.onDeadline(now);
        }
    }

    private void send() {
        int number = estimator.nextNumber();
        estimator.sent(PACKET_BYTES, now);
        long begin = Math.max(now, freeNanos);
        if (begin - now > queueNanos || (loss > 0 && random.nextDouble() < loss)) {
            return;
        }
        longestQueueNanos = Math.max(longestQueueNanos, begin - now);
        freeNanos = begin + PACKET_BYTES * 8_000_000_000L / capacity;
        onTheWay.add(new Arrival(number, freeNanos + delayNanos));
    }

    private void report() {
        if (now < nextFeedbackNanos || arrived.isEmpty()) {
            return;
        }
        nextFeedbackNanos = now + FEEDBACK_NANOS;
        builder.start(arrived.getFirst().number(), arrived.getFirst().atNanos(), 1200);
        for (Arrival arrival : arrived) {
            if (!builder.add(arrival.number(), arrival.atNanos())) {
                break;
            }
        }
        arrived.clear();
        back.add(
                new Message(
                        builder.build(1, 2, messages++ & 0xff), now + delayNanos + readDelayNanos));
    }
}
