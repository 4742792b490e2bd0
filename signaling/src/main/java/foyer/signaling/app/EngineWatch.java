package foyer.signaling.app;

import foyer.sfu.engine.LoopStats;
import foyer.sfu.engine.MediaServerStats;
import foyer.signaling.media.MediaEngine;
import foyer.signaling.session.Time;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Asks the engine for its figures once a second, and so knows whether it still answers. What is
 * asked of it here is never waited for. The loops' loads are told of each answer.
 */
final class EngineWatch implements AutoCloseable {
    private static final long INTERVAL_MILLIS = 1_000;
    private static final long PATIENCE_MILLIS = 2_000;

    private final MediaEngine engine;
    private final Time time;
    private final LoopLoads loads;
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile @Nullable Answer last;
    private volatile boolean closed;

    private record Answer(MediaServerStats stats, long atMillis) {}

    private EngineWatch(MediaEngine engine, Time time, LoopLoads loads) {
        this.engine = engine;
        this.time = time;
        this.loads = loads;
    }

    static EngineWatch start(MediaEngine engine, Time time, LoopLoads loads) {
        EngineWatch watch = new EngineWatch(engine, time, loads);
        watch.ask();
        return watch;
    }

    private void ask() {
        if (closed) {
            return;
        }
        if (!asked.getAndSet(true)) {
            var _ =
                    engine.stats()
                            .whenComplete((stats, failure) -> {
                                if (failure == null) {
                                    long now = time.nowMillis();
                                    last = new Answer(stats, now);
                                    loads.measured(stats, now);
                                }
                                asked.set(false);
                            });
        }
        var _ = time.after(INTERVAL_MILLIS, this::ask);
    }

    /** The figures of the last second; null before the first answer. */
    @Nullable MediaServerStats latest() {
        Answer answer = last;
        return answer == null ? null : answer.stats;
    }

    /** Whether every loop answered in time, and its sockets are open. */
    boolean isWell() {
        Answer answer = last;
        return answer != null
                && time.nowMillis() - answer.atMillis < INTERVAL_MILLIS + PATIENCE_MILLIS
                && answer.stats.loops().stream().allMatch(LoopStats::listening);
    }

    @Override
    public void close() {
        closed = true;
    }
}
