package foyer.signaling.session;

import foyer.sfu.api.IceServer;
import foyer.signaling.debug.RoomReport;
import foyer.signaling.media.IceServers;
import foyer.signaling.media.RouterFactory;
import foyer.signaling.protocol.Answer;
import foyer.signaling.protocol.ErrorWord;
import foyer.signaling.protocol.Request;
import foyer.signaling.room.Departure;
import foyer.signaling.room.Limits;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The rooms there are. Safe on every thread. */
public final class Meetings {
    private static final long REPORT_MILLIS = 2_000;

    /**
     * What the rooms are made with.
     *
     * @param maxRooms rooms at once
     * @param random makes their secrets: must not be guessable; used by many threads
     * @param pool runs the rooms, each one serially
     */
    public record Setup(
            int maxRooms,
            Limits limits,
            RouterFactory routers,
            Outbox outbox,
            Time time,
            RandomGenerator random,
            Executor pool,
            IceServers iceServers) {
        /** Without servers that lead to media. */
        Setup(
                int maxRooms,
                Limits limits,
                RouterFactory routers,
                Outbox outbox,
                Time time,
                RandomGenerator random,
                Executor pool) {
            this(maxRooms, limits, routers, outbox, time, random, pool, IceServers.NONE);
        }

        /** What leads a participant to its media, from now on. */
        List<IceServer> iceServersOf(String participantId) {
            return iceServers.of(participantId, time.wallMillis());
        }
    }

    private final Setup setup;
    private final ConcurrentHashMap<String, RoomSession> rooms = new ConcurrentHashMap<>();

    public Meetings(Setup setup) {
        this.setup = setup;
    }

    Time time() {
        return setup.time();
    }

    /** Transports for who has not joined. */
    NetworkProbes newProbes() {
        return new NetworkProbes(setup);
    }

    /** Leads a socket to a room, which is made if there is none. */
    void join(Socket socket, Request.JoinRoom request, Ack ack) {
        RoomSession session = enter(request.roomId());
        if (session == null) {
            ack.refuse(ErrorWord.SERVER_FULL);
            return;
        }
        session.execute(() -> {
            if (!session.join(socket, request, ack)) {
                join(socket, request, ack);
            }
        });
    }

    private synchronized @Nullable RoomSession enter(String roomId) {
        RoomSession existing = rooms.get(roomId);
        if (existing != null || rooms.size() >= setup.maxRooms()) {
            return existing;
        }
        RoomSession made = new RoomSession(roomId, setup, this::ended);
        rooms.put(roomId, made);
        return made;
    }

    private void ended(RoomSession session) {
        rooms.remove(session.roomId(), session);
    }

    /** Hands a request to the room it names. */
    void request(Socket socket, Request request, ErrorWord absent, Ack ack) {
        RoomSession session = rooms.get(request.roomId());
        if (session == null) {
            absent(request, absent, ack);
        } else {
            session.execute(() -> session.handle(socket.id(), request, absent, ack));
        }
    }

    private static void absent(Request request, ErrorWord absent, Ack ack) {
        if (request instanceof Request.LeaveRoom) {
            ack.answer(Answer.EMPTY);
        } else {
            ack.refuse(absent);
        }
    }

    void disconnect(String roomId, String socketId, Departure departure) {
        RoomSession session = rooms.get(roomId);
        if (session != null) {
            session.execute(() -> session.disconnect(socketId, departure));
        }
    }

    /** A page's goodbye: the participant is gone at once if the token is its own. */
    public void leave(String roomId, String participantId, String sessionToken) {
        RoomSession session = rooms.get(roomId);
        if (session != null) {
            session.execute(() -> session.sayGoodbye(participantId, sessionToken));
        }
    }

    /**
     * What a room does, for operators: null when there is no such room. Fails with a {@link
     * TimeoutException} when its media does not answer in time; completes on any thread.
     */
    CompletionStage<@Nullable RoomReport> report(String roomId) {
        RoomSession session = rooms.get(roomId);
        if (session == null) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<@Nullable RoomReport> answer = new CompletableFuture<>();
        Time.Alarm alarm =
                setup.time()
                        .after(
                                REPORT_MILLIS,
                                () -> answer.completeExceptionally(new TimeoutException(roomId)));
        session.execute(() -> {
            var _ =
                    session.report()
                            .whenComplete((report, failure) -> {
                                if (failure == null) {
                                    answer.complete(report);
                                } else {
                                    answer.completeExceptionally(failure);
                                }
                            });
        });
        var _ = answer.whenComplete((report, failure) -> alarm.cancel());
        return answer;
    }

    /** Rooms right now. */
    public int rooms() {
        return rooms.size();
    }

    /** Participants right now, those included that may come back. */
    public int participants() {
        return rooms.values().stream().mapToInt(RoomSession::participants).sum();
    }

    /** Guests before the doors right now, those included that may come back. */
    public int waiting() {
        return rooms.values().stream().mapToInt(RoomSession::waiting).sum();
    }
}
