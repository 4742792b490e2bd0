package foyer.sfu.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which share of a core each loop's thread took lately: one busy second is not a busy loop. Runs
 * once a second, on one of the loops.
 */
final class LoopShares implements Runnable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int PERMILLE = 1_000;

    /** How much the last second counts. */
    private static final double SMOOTHING = 0.3;

    private final EngineClock clock;
    private final AtomicLongArray threads;
    private final AtomicIntegerArray permille;
    private final long[] cpuNanos;
    private long lastNanos;

    LoopShares(EngineClock clock, int loops) {
        this.clock = clock;
        this.threads = new AtomicLongArray(loops);
        this.permille = new AtomicIntegerArray(loops);
        this.cpuNanos = new long[loops];
    }

    /** Said once, when the loops run. */
    void watch(List<Loop> loops) {
        // One loop has nobody to compare it with.
        if (loops.size() == 1 || !THREADS.isThreadCpuTimeSupported()) {
            return;
        }
        for (Loop loop : loops) {
            loop.execute(() -> threads.set(loop.index(), Thread.currentThread().threadId()));
        }
        var _ = loops.getFirst().eventLoop().scheduleWithFixedDelay(this, 1, 1, TimeUnit.SECONDS);
    }

    /** 0 to 1, or a little more. */
    double share(int loop) {
        return permille.get(loop) / (double) PERMILLE;
    }

    @Override
    public void run() {
        long now = clock.nowNanos();
        long passed = Math.max(1, now - lastNanos);
        lastNanos = now;
        for (int i = 0; i < cpuNanos.length; i++) {
            long thread = threads.get(i);
            long cpu = thread == 0 ? 0 : Math.max(0, THREADS.getThreadCpuTime(thread));
            double share = (cpu - cpuNanos[i]) * PERMILLE / (double) passed;
            permille.set(i, (int) (permille.get(i) + SMOOTHING * (share - permille.get(i))));
            cpuNanos[i] = cpu;
        }
    }
}
