package foyer.signaling.session;

import foyer.sfu.api.IceServer;
import foyer.signaling.media.FakeRouters;
import foyer.signaling.protocol.Answer;
import foyer.signaling.protocol.Json;
import foyer.signaling.protocol.Notice;
import foyer.signaling.room.HostKeys;
import foyer.signaling.room.Limits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A server without sockets, on one thread, in virtual time. */
final class House implements Outbox {
    static final int MAX_ROOMS = 2;
    static final int MAX_PARTICIPANTS = 3;
    static final int MAX_USERS = 5;
    static final int MAX_WAITING = 2;

    static final String ADDRESS = "192.0.2.7";

    final VirtualTime time = new VirtualTime();
    final FakeRouters routers = new FakeRouters();
    final FewLoops loops = new FewLoops(2);
    final Meetings meetings =
            new Meetings(
                    new Meetings.Setup(
                            MAX_ROOMS,
                            MAX_USERS,
                            Limits.of(MAX_PARTICIPANTS, MAX_WAITING),
                            routers,
                            loops,
                            this,
                            time,
                            new Random(4),
                            new HostKeys(new byte[] {4, 5, 6}, time.nowMillis(), time.wallMillis()),
                            Runnable::run,
                            House::iceServers));
    final Reception reception = new Reception(meetings);
    final List<String> closed = new ArrayList<>();
    private final Map<String, List<Notice>> told = new ConcurrentHashMap<>();

    /** Whose, and from when. */
    private static List<IceServer> iceServers(String participantId, long wallMillis) {
        return List.of(
                new IceServer(
                        List.of("turn:turn.example.org"), wallMillis + ":" + participantId, "x"));
    }

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

    /**
     * Connects and joins, let in by a host where one has to; the participant's id is also its
     * token.
     */
    Answer join(String socketId, String roomId, String userId) {
        Answer answer = knock(socketId, roomId, userId);
        if (!(answer instanceof Answer.Pending)) {
            return answer;
        }
        letIn(roomId, userId);
        List<Notice> notices = told(socketId);
        return notices.stream()
                .filter(Notice.JoinApproved.class::isInstance)
                .map(notice -> ((Notice.JoinApproved) notice).joined())
                .findFirst()
                .orElseThrow(() -> new AssertionError("only told " + notices));
    }

    /** Connects and asks to be let in. */
    Answer knock(String socketId, String roomId, String userId) {
        reception.connected(socketId, ADDRESS);
        return ask(socketId, "join-room", joining(roomId, userId, userId));
    }

    private void letIn(String roomId, String userId) {
        String payload = Json.text(Map.of("roomId", roomId, "userId", userId));
        String host =
                told.keySet().stream()
                        .filter(id -> asksForEntry(id, userId))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no host hears of " + userId));
        if (!ask(host, "approve-join", payload).equals(Answer.OK)) {
            throw new AssertionError(userId + " was not let in");
        }
        told.values()
                .forEach(notices -> notices.removeIf(Notice.PendingJoinRequest.class::isInstance));
    }

    private boolean asksForEntry(String socketId, String userId) {
        return told.getOrDefault(socketId, List.of()).stream()
                .anyMatch(notice ->
                        notice instanceof Notice.PendingJoinRequest(String id, String name)
                                && id.equals(userId));
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
