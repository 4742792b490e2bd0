package foyer.signaling.room;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Pages that said goodbye a moment ago. A page that reloads says it as one that closes does: who is
 * back with its token within the grace time is let in as if it had not left.
 */
final class Farewells {
    static final int MAX = 200;

    private final long graceMillis;
    private final Map<String, Farewell> byUser = new LinkedHashMap<>();

    /**
     * One of them.
     *
     * @param successorId who became host in its place, null when nobody had to
     */
    record Farewell(Participant participant, @Nullable String successorId, long saidMillis) {}

    Farewells(long graceMillis) {
        this.graceMillis = graceMillis;
    }

    void add(Farewell farewell) {
        byUser.remove(farewell.participant().userId());
        if (byUser.size() == MAX) {
            byUser.remove(byUser.keySet().iterator().next());
        }
        byUser.put(farewell.participant().userId(), farewell);
    }

    @Nullable Farewell find(String userId, long nowMillis) {
        Farewell farewell = byUser.get(userId);
        return farewell == null || isOver(farewell, nowMillis) ? null : farewell;
    }

    void forget(String userId) {
        byUser.remove(userId);
    }

    /** When the first of them is too old, empty when there is none. */
    OptionalLong nextDeadlineMillis() {
        return byUser.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(byUser.values().iterator().next().saidMillis() + graceMillis);
    }

    void dropOld(long nowMillis) {
        byUser.values().removeIf(farewell -> isOver(farewell, nowMillis));
    }

    private boolean isOver(Farewell farewell, long nowMillis) {
        return nowMillis - farewell.saidMillis() >= graceMillis;
    }
}
