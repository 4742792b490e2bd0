package foyer.signaling.room;

import foyer.signaling.protocol.Notice;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The participants, longest-present first, and the ways to tell them. */
final class Roster {
    private final Map<String, Participant> participants = new LinkedHashMap<>();

    void add(Participant participant) {
        participants.put(participant.userId(), participant);
    }

    void remove(Participant participant) {
        participants.remove(participant.userId(), participant);
    }

    @Nullable Participant find(String userId) {
        return participants.get(userId);
    }

    @Nullable Participant at(String socketId) {
        for (Participant participant : participants.values()) {
            if (socketId.equals(participant.socketId())) {
                return participant;
            }
        }
        return null;
    }

    Collection<Participant> all() {
        return List.copyOf(participants.values());
    }

    int size() {
        return participants.size();
    }

    boolean isHost(String userId) {
        Participant participant = participants.get(userId);
        return participant != null && participant.isHost();
    }

    long hosts() {
        return participants.values().stream().filter(Participant::isHost).count();
    }

    void tellAll(Notice notice, Consumer<Effect> out) {
        tell(p -> true, notice, out);
    }

    void tellOthers(Participant participant, Notice notice, Consumer<Effect> out) {
        tell(p -> p != participant, notice, out);
    }

    void tellHosts(Notice notice, Consumer<Effect> out) {
        tell(Participant::isHost, notice, out);
    }

    void tell(Predicate<Participant> whom, Notice notice, Consumer<Effect> out) {
        participants.values().stream().filter(whom).forEach(p -> tell(p, notice, out));
    }

    /** Tells one person, if there is a way to it right now. */
    static void tell(Person person, Notice notice, Consumer<Effect> out) {
        String socketId = person.socketId();
        if (socketId != null) {
            out.accept(new Effect.Tell(socketId, notice));
        }
    }
}
