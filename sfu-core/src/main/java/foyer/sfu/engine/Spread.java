package foyer.sfu.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntToDoubleFunction;

/**
 * Chooses the loop of a room's next transport: the first of the room's loops that has room left,
 * else the least used of all. A loop has room while it has fewer consumers than its limit and its
 * thread is not too busy. Safe on every thread; nothing that packets pass.
 */
final class Spread {
    /** Those who are in will see more people yet, and nobody is moved. */
    static final double BUSY_SHARE = 0.6;

    /** So long a new transport is thought to be about to consume; then it counts as it does. */
    static final long EXPECTED_NANOS = 10_000_000_000L;

    /** What new transports of a loop are about to consume. */
    private static final class Expectation {
        private record Expected(int consumers, long untilNanos) {}

        private final Deque<Expected> waiting = new ArrayDeque<>();
        private int sum;

        void add(int consumers, long untilNanos) {
            waiting.addLast(new Expected(consumers, untilNanos));
            sum += consumers;
        }

        int consumers(long nowNanos) {
            while (!waiting.isEmpty() && waiting.getFirst().untilNanos - nowNanos <= 0) {
                sum -= waiting.removeFirst().consumers;
            }
            return sum;
        }
    }

    private final int limit;
    private final AtomicIntegerArray consumers;
    private final IntToDoubleFunction share;
    private final List<Expectation> expected = new ArrayList<>();

    /**
     * For so many loops.
     *
     * @param limit consumers on a loop; 0: rooms stay on theirs
     * @param share of its core that a loop's thread takes, 0 to 1
     */
    Spread(int loops, int limit, IntToDoubleFunction share) {
        this.limit = limit;
        this.consumers = new AtomicIntegerArray(loops);
        this.share = share;
        for (int i = 0; i < loops; i++) {
            expected.add(new Expectation());
        }
    }

    /** There are more consumers on a loop, or fewer. */
    void consumers(int loop, int change) {
        consumers.addAndGet(loop, change);
    }

    /**
     * The loop of a room's next transport.
     *
     * @param loops that the room is on, in the order in which it came to them
     * @param transports that the room has
     * @param producers that the room has
     */
    synchronized int place(
            Collection<Integer> loops, int transports, int producers, long nowNanos) {
        int loop = limit == 0 ? loops.iterator().next() : choose(loops, nowNanos);
        expect(loop, transports, producers, nowNanos);
        return loop;
    }

    private int choose(Collection<Integer> loops, long nowNanos) {
        for (int loop : loops) {
            if (fullness(loop, nowNanos) < 1) {
                return loop;
            }
        }
        int best = -1;
        double least = Double.MAX_VALUE;
        for (int loop : loops) {
            if (fullness(loop, nowNanos) < least) {
                least = fullness(loop, nowNanos);
                best = loop;
            }
        }
        for (int loop = 0; loop < expected.size(); loop++) {
            if (fullness(loop, nowNanos) < least) {
                least = fullness(loop, nowNanos);
                best = loop;
            }
        }
        return best;
    }

    /** From 1 on no room is left. */
    private double fullness(int loop, long nowNanos) {
        int count = consumers.get(loop) + expected.get(loop).consumers(nowNanos);
        double byConsumers = count / (double) limit;
        return Math.max(byConsumers, share.applyAsDouble(loop) / BUSY_SHARE);
    }

    /** Half of the transports receive what the other half, or who is there already, sends. */
    private void expect(int loop, int transports, int producers, long nowNanos) {
        if (limit > 0) {
            int count = Math.max(1, Math.max(producers, transports / 2) / 2);
            expected.get(loop).add(count, nowNanos + EXPECTED_NANOS);
        }
    }
}
