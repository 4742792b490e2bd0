package foyer.signaling.session;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Identities that joined or knocked of late: a join by one of them tries a session token. Safe on
 * every thread.
 */
final class KnownIdentities {
    static final int MAX_IDENTITIES = 20_000;

    private final Map<Identity, Boolean> known =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Identity, Boolean> eldest) {
                    return size() > MAX_IDENTITIES;
                }
            };

    private record Identity(String roomId, String participantId) {}

    synchronized void add(String roomId, String participantId) {
        known.put(new Identity(roomId, participantId), true);
    }

    synchronized boolean contains(String roomId, String participantId) {
        return known.get(new Identity(roomId, participantId)) != null;
    }
}
