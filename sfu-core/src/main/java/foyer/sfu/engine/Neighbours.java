package foyer.sfu.engine;

import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The other loops of a port that loops share, and the ways to them. */
final class Neighbours {
    private final List<@Nullable HandOver> ways = new ArrayList<>();
    private boolean waiting;
    private long handedOver;

    /** Said once, before the sockets are opened. */
    void met(Loop self, List<Loop> loops) {
        for (Loop loop : loops) {
            ways.add(loop == self ? null : new HandOver(self, loop));
        }
    }

    /** Hands a datagram over, with the next {@link #send}; false when too many are on their way. */
    boolean handOver(Loop to, PacketBuffer datagram, Path path) {
        HandOver way = ways.get(to.index());
        if (way == null || !way.add(datagram, path)) {
            return false;
        }
        handedOver++;
        waiting = true;
        return true;
    }

    /** Ends a batch. */
    void send() {
        if (!waiting) {
            return;
        }
        waiting = false;
        for (int i = 0; i < ways.size(); i++) {
            HandOver way = ways.get(i);
            if (way != null) {
                way.send();
            }
        }
    }

    long handedOver() {
        return handedOver;
    }
}
