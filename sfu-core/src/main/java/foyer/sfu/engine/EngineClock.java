package foyer.sfu.engine;

/** The engine's time: nanoseconds since it started, and the wall clock at that moment. */
final class EngineClock {
    private final long originNanos = System.nanoTime();
    private final long epochNanosAtZero = System.currentTimeMillis() * 1_000_000L;

    long nowNanos() {
        return System.nanoTime() - originNanos;
    }

    long epochNanosAtZero() {
        return epochNanosAtZero;
    }
}
