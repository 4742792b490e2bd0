package foyer.sfu.engine;

import io.netty.channel.EventLoop;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one timer of a loop: set to the earliest deadline there is, and to none while there is none.
 */
final class WakeUp {
    /** Rounded up to this, so that close deadlines share a wake-up. */
    private static final long GRAIN_NANOS = 1_000_000L;

    private final EventLoop eventLoop;
    private final EngineClock clock;
    private final Runnable task;
    private @Nullable Future<?> timer;
    private long dueNanos = Long.MAX_VALUE;

    WakeUp(EventLoop eventLoop, EngineClock clock, Runnable task) {
        this.eventLoop = eventLoop;
        this.clock = clock;
        this.task = task;
    }

    /** Runs the task at this time at the latest; a later one that was set before is forgotten. */
    void at(long nanos) {
        if (nanos == Long.MAX_VALUE || nanos >= dueNanos) {
            return;
        }
        Future<?> earlier = timer;
        if (earlier != null) {
            earlier.cancel(false);
        }
        dueNanos = nanos;
        long delay = Math.max(0, nanos - clock.nowNanos()) + GRAIN_NANOS;
        timer = eventLoop.schedule(this::run, delay, TimeUnit.NANOSECONDS);
    }

    private void run() {
        timer = null;
        dueNanos = Long.MAX_VALUE;
        task.run();
    }
}
