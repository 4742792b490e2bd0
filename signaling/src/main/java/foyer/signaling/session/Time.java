package foyer.signaling.session;

/** The clock and the alarm, so that tests have their own. Safe on every thread. */
public interface Time {
    /** Milliseconds that only go forward; compare by difference. */
    long nowMillis();

    /** Milliseconds since 1970. */
    long wallMillis();

    /** Runs a short task once, on a thread of its own choice. */
    Alarm after(long delayMillis, Runnable task);

    /** A task that waits. */
    interface Alarm {
        void cancel();
    }
}
