package foyer.sfu.turn;

import java.util.EnumMap;
import java.util.Map;

/** What a server counts. */
final class TurnCounts {
    private final Map<TurnRefusal, Long> refused = new EnumMap<>(TurnRefusal.class);
    private final long[] packets = new long[2];
    private final long[] bytes = new long[2];

    void refused(TurnRefusal reason) {
        refused.merge(reason, 1L, Long::sum);
    }

    void relayed(TurnDirection direction, int payloadBytes) {
        int index = index(direction);
        packets[index]++;
        bytes[index] += payloadBytes;
    }

    private static int index(TurnDirection direction) {
        return switch (direction) {
            case TO_PEER -> 0;
            case TO_CLIENT -> 1;
        };
    }

    TurnStats stats(Allocations allocations) {
        return new TurnStats(
                allocations.size(),
                allocations.made(),
                refused,
                packets[0],
                bytes[0],
                packets[1],
                bytes[1]);
    }
}
