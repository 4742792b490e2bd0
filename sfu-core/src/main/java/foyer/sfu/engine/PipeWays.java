package foyer.sfu.engine;

import foyer.sfu.router.PipedAs;
import foyer.sfu.wire.PacketBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A loop's ways to the others for rooms that are on several; made when they are first used. */
final class PipeWays {
    private final List<@Nullable PipeWay> ways = new ArrayList<>();
    private boolean waiting;

    /** Lets a packet cross with the next {@link #send}; false when too many are on their way. */
    boolean add(
            LoopRouter router,
            int pipe,
            int stream,
            long extendedSequence,
            PipedAs as,
            PacketBuffer packet) {
        waiting = true;
        return to(router.loop()).add(router, pipe, stream, extendedSequence, as, packet);
    }

    private PipeWay to(Loop loop) {
        while (ways.size() <= loop.index()) {
            ways.add(null);
        }
        PipeWay way = ways.get(loop.index());
        if (way == null) {
            way = new PipeWay(loop);
            ways.set(loop.index(), way);
        }
        return way;
    }

    /** Sends a message behind all packets. */
    void tell(Loop loop, Runnable message) {
        to(loop).seal();
        loop.tell(message);
    }

    /** Ends a batch. */
    void send() {
        if (!waiting) {
            return;
        }
        waiting = false;
        for (int i = 0; i < ways.size(); i++) {
            PipeWay way = ways.get(i);
            if (way != null) {
                way.send();
            }
        }
    }
}
