package foyer.signaling.room;

import foyer.signaling.protocol.PendingEntry;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who waits, longest first. */
final class WaitingRoom {
    private final Map<String, Guest> guests = new LinkedHashMap<>();

    void add(Guest guest) {
        guests.put(guest.userId(), guest);
    }

    void remove(Guest guest) {
        guests.remove(guest.userId(), guest);
    }

    @Nullable Guest find(String userId) {
        return guests.get(userId);
    }

    @Nullable Guest at(String socketId) {
        for (Guest guest : guests.values()) {
            if (socketId.equals(guest.socketId())) {
                return guest;
            }
        }
        return null;
    }

    /** Everybody, those included that were let in and have not come back yet. */
    Collection<Guest> all() {
        return List.copyOf(guests.values());
    }

    /** Those a host still has to answer. */
    List<Guest> unanswered() {
        return guests.values().stream().filter(guest -> !guest.isApproved()).toList();
    }

    List<PendingEntry> entries() {
        return unanswered().stream().map(Guest::entry).toList();
    }

    int size() {
        return guests.size();
    }
}
