package foyer.load.media;

import foyer.load.measure.Tally;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One clock beat of 10 ms for everything on a loop: a timer for each viewer would cost more than
 * what they do. Its own lateness tells how busy the loop is.
 */
public final class LoopTicker {
    private static final long BEAT_NANOS = 10_000_000;

    private final EventLoop loop;
    private final Tally tally;
    private final List<Ticking> members = new ArrayList<>();
    private long dueNanos;

    /** Somebody who has something to do now and then. */
    public interface Ticking {
        void onTick(long nowNanos);
    }

    public LoopTicker(EventLoop loop, Tally tally) {
        this.loop = loop;
        this.tally = tally;
        dueNanos = System.nanoTime() + BEAT_NANOS;
        schedule();
    }

    public EventLoop loop() {
        return loop;
    }

    /** On the loop. */
    public void add(Ticking member) {
        members.add(member);
    }

    /** On the loop. */
    public void remove(Ticking member) {
        members.remove(member);
    }

    private void schedule() {
        long delay = Math.max(0, dueNanos - System.nanoTime());
        var _ = loop.schedule(this::beat, delay, TimeUnit.NANOSECONDS);
    }

    private void beat() {
        long nowNanos = System.nanoTime();
        tally.lag(nowNanos - dueNanos);
        for (int i = 0; i < members.size(); i++) {
            members.get(i).onTick(nowNanos);
        }
        // What was missed is not made up for.
        dueNanos = Math.max(dueNanos, nowNanos - BEAT_NANOS) + BEAT_NANOS;
        if (!loop.isShuttingDown()) {
            schedule();
        }
    }
}
