package foyer.signaling.session;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The time of the machine, on one thread. */
public final class SystemTime implements Time, AutoCloseable {
    private final ScheduledThreadPoolExecutor executor;

    public SystemTime() {
        executor =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().name("foyer-time").daemon().factory());
        executor.setRemoveOnCancelPolicy(true);
    }

    @Override
    public long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    @Override
    public long wallMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public Alarm after(long delayMillis, Runnable task) {
        Future<?> waiting = executor.schedule(task, delayMillis, TimeUnit.MILLISECONDS);
        return () -> waiting.cancel(false);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
