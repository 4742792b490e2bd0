package foyer.sfu.scenario;

import java.util.PriorityQueue;

/** Virtual time: what happens next, in the order of time and then of being said. */
final class EventQueue {
    private record Event(long atNanos, long number, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(atNanos, other.atNanos);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long nowNanos;
    private long numbers;

    EventQueue(long startNanos) {
        nowNanos = startNanos;
    }

    long nowNanos() {
        return nowNanos;
    }

    void at(long atNanos, Runnable action) {
        events.add(new Event(Math.max(atNanos, nowNanos), numbers++, action));
    }

    void after(long delayNanos, Runnable action) {
        at(nowNanos + delayNanos, action);
    }

    /** When the next thing happens; {@code Long.MAX_VALUE} is never. */
    long nextNanos() {
        Event next = events.peek();
        return next == null ? Long.MAX_VALUE : next.atNanos;
    }

    /** Lets time pass up to a moment before the next thing. */
    void advance(long toNanos) {
        nowNanos = Math.max(nowNanos, toNanos);
    }

    /** Lets the next thing happen. */
    void step() {
        Event next = events.remove();
        nowNanos = next.atNanos;
        next.action.run();
    }
}
