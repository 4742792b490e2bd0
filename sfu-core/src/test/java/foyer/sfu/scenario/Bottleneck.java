package foyer.sfu.scenario;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The narrow place of one or several paths: a line with a queue before it that drops at its tail.
 * The capacity may change at any time; what is on the line leaves as it entered.
 */
final class Bottleneck {
    /** A datagram that has passed: when, and how long it waited and took. */
    record Passed(int bytes, long atNanos, long delayNanos) {
        long enteredNanos() {
            return atNanos - delayNanos;
        }
    }

    private record Waiting(int bytes, long sinceNanos, Runnable delivery) {}

    private final EventQueue events;
    private final int queueBytes;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private final List<Passed> passed = new ArrayList<>();
    private long bitsPerSecond;
    private int queuedBytes;
    private boolean busy;
    private long dropped;
    private long passedBytes;

    /**
     * @param queueBytes what waits at most
     */
    Bottleneck(EventQueue events, long bitsPerSecond, int queueBytes) {
        this.events = events;
        this.bitsPerSecond = bitsPerSecond;
        this.queueBytes = queueBytes;
    }

    void capacity(long newBitsPerSecond) {
        bitsPerSecond = newBitsPerSecond;
    }

    long capacity() {
        return bitsPerSecond;
    }

    /** Takes a datagram; false when the queue is full. */
    boolean enter(int bytes, Runnable delivery) {
        if (queuedBytes + bytes > queueBytes) {
            dropped++;
            return false;
        }
        queuedBytes += bytes;
        queue.add(new Waiting(bytes, events.nowNanos(), delivery));
        if (!busy) {
            serve();
        }
        return true;
    }

    private void serve() {
        Waiting first = queue.peek();
        busy = first != null;
        if (first != null) {
            events.after(first.bytes() * 8_000_000_000L / bitsPerSecond, () -> pass(first));
        }
    }

    private void pass(Waiting first) {
        queue.remove();
        queuedBytes -= first.bytes();
        passedBytes += first.bytes();
        long delay = events.nowNanos() - first.sinceNanos();
        passed.add(new Passed(first.bytes(), events.nowNanos(), delay));
        first.delivery().run();
        serve();
    }

    long dropped() {
        return dropped;
    }

    long passedBytes() {
        return passedBytes;
    }

    /** How much came in within so long, at the most, between two moments. */
    long mostBytesWithin(long nanos, long fromNanos, long toNanos) {
        List<Passed> some =
                passed.stream()
                        .filter(one -> one.enteredNanos() >= fromNanos)
                        .filter(one -> one.enteredNanos() < toNanos)
                        .toList();
        long most = 0;
        long sum = 0;
        int first = 0;
        for (Passed last : some) {
            sum += last.bytes();
            while (last.enteredNanos() - some.get(first).enteredNanos() > nanos) {
                sum -= some.get(first++).bytes();
            }
            most = Math.max(most, sum);
        }
        return most;
    }

    /** The delay that a share of the datagrams between two moments did not exceed. */
    long delayNanos(double share, long fromNanos, long toNanos) {
        long[] delays =
                passed.stream()
                        .filter(one -> one.atNanos() >= fromNanos && one.atNanos() < toNanos)
                        .mapToLong(Passed::delayNanos)
                        .toArray();
        if (delays.length == 0) {
            return 0;
        }
        Arrays.sort(delays);
        return delays[(int) Math.min(delays.length - 1, share * delays.length)];
    }
}
