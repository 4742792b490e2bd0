package foyer.signaling.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that passes when it is told to. */
public final class VirtualTime implements Time {
    private record Waiting(long atMillis, Runnable task) {}

    private final List<Waiting> waiting = new ArrayList<>();
    private long nowMillis = 1_000_000;

    @Override
    public synchronized long nowMillis() {
        return nowMillis;
    }

    @Override
    public synchronized long wallMillis() {
        return 1_700_000_000_000L + nowMillis;
    }

    @Override
    public synchronized Alarm after(long delayMillis, Runnable task) {
        Waiting entry = new Waiting(nowMillis + delayMillis, task);
        waiting.add(entry);
        return () -> cancel(entry);
    }

    private synchronized void cancel(Waiting entry) {
        waiting.remove(entry);
    }

    /** Tasks that wait for their time. */
    public synchronized int alarms() {
        return waiting.size();
    }

    /** Lets time pass, and what waits for it run at its moment. */
    public void pass(long millis) {
        long end = nowMillis() + millis;
        while (runNextUntil(end)) {
            // The next one may have been added by the last one.
        }
        synchronized (this) {
            nowMillis = end;
        }
    }

    private boolean runNextUntil(long end) {
        Waiting next;
        synchronized (this) {
            next =
                    waiting.stream()
                            .filter(w -> w.atMillis() <= end)
                            .min(Comparator.comparingLong(Waiting::atMillis))
                            .orElse(null);
            if (next == null) {
                return false;
            }
            waiting.remove(next);
            nowMillis = Math.max(nowMillis, next.atMillis());
        }
        next.task().run();
        return true;
    }
}
