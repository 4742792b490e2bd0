package foyer.sfu.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

/** What a thread did in a turn of a benchmark: by the clock, by its processor time, in steps. */
record LoopTurn(long startNanos, long endNanos, long cpuNanos, long steps) {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** A thread's figures at one moment, taken on it. */
    record Mark(long nanos, long cpuNanos, long steps) {
        static Mark of(long steps) {
            return new Mark(System.nanoTime(), THREADS.getCurrentThreadCpuTime(), steps);
        }

        /** Steps are datagrams that were handed to the socket. */
        static Mark of(Loop loop) {
            return of(loop.report(loop.clock().nowNanos()).stats().datagramsOut());
        }

        LoopTurn until(Mark end) {
            return new LoopTurn(nanos, end.nanos, end.cpuNanos - cpuNanos, end.steps - steps);
        }
    }

    /** Turns of threads that ran at the same time. */
    record Together(List<LoopTurn> turns) {
        static Together of(LoopTurn... turns) {
            return new Together(List.of(turns));
        }

        long steps() {
            return turns.stream().mapToLong(LoopTurn::steps).sum();
        }

        double cpuNanosPerStep() {
            return (double) turns.stream().mapToLong(LoopTurn::cpuNanos).sum() / steps();
        }

        /** What a step of all of them costs one of the threads. */
        double cpuNanosPerStep(int thread) {
            return (double) turns.get(thread).cpuNanos / steps();
        }

        double stepsPerSecond() {
            return steps() * 1e9 / nanos();
        }

        /**
         * The part of the time in which the thread that took most had a core: below 1 others did.
         */
        double granted() {
            long most = turns.stream().mapToLong(LoopTurn::cpuNanos).max().orElseThrow();
            return (double) most / nanos();
        }

        private long nanos() {
            return turns.stream().mapToLong(LoopTurn::endNanos).max().orElseThrow()
                    - turns.stream().mapToLong(LoopTurn::startNanos).min().orElseThrow();
        }
    }
}
