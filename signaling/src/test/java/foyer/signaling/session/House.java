package foyer.signaling.session;

import foyer.signaling.media.FakeRouters;
import foyer.signaling.protocol.Answer;
import foyer.signaling.protocol.Json;
import foyer.signaling.protocol.Notice;
import foyer.signaling.room.Limits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A server without sockets, on one thread, in virtual time. */
final class House implements Outbox {
    static final int MAX_ROOMS = 2;
    static final int MAX_PARTICIPANTS = 3;

    final VirtualTime time = new VirtualTime();
    final FakeRouters routers = new FakeRouters();
    final Meetings meetings =
            new Meetings(
                    new Meetings.Setup(
                            MAX_ROOMS,
                            Limits.ofParticipants(MAX_PARTICIPANTS),
                            routers,
                            this,
                            time,
                            Runnable::run));
    final Reception reception = new Reception(meetings);
    final List<String> closed = new ArrayList<>();
    private final Map<String, List<Notice>> told = new ConcurrentHashMap<>();

    @Override
    public void send(String socketId, Notice notice) {
        told.computeIfAbsent(socketId, id -> new ArrayList<>()).add(notice);
    }

    @Override
    public void close(String socketId) {
        closed.add(socketId);
    }

    /** What a socket was told since it was last asked for. */
    List<Notice> told(String socketId) {
        List<Notice> notices = told.remove(socketId);
        return notices == null ? List.of() : notices;
    }

    /** Every answer so far of an event; more or less than one is a bug. */
    List<Answer> answers(String socketId, String event, @Nullable String payload) {
        List<Answer> answers = new ArrayList<>();
        reception.received(
                socketId, event, payload == null ? null : Json.parse(payload), answers::add);
        return answers;
    }

    Answer ask(String socketId, String event, @Nullable String payload) {
        List<Answer> answers = answers(socketId, event, payload);
        if (answers.size() != 1) {
            throw new AssertionError(event + " was answered by " + answers);
        }
        return answers.getFirst();
    }

    /** Connects and joins; the participant's id is also its token. */
    Answer join(String socketId, String roomId, String userId) {
        reception.connected(socketId);
        return ask(socketId, "join-room", joining(roomId, userId, userId));
    }

    static String joining(String roomId, String userId, String token) {
        return Json.text(
                new HashMap<>(
                        Map.of(
                                "roomId", roomId,
                                "name", "name of " + userId,
                                "participantId", userId,
                                "sessionToken", token)));
    }
}
