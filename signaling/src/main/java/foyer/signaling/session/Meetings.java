package foyer.signaling.session;

import foyer.sfu.api.IceServer;
import foyer.signaling.debug.RoomReport;
import foyer.signaling.media.IceServers;
import foyer.signaling.media.RouterFactory;
import foyer.signaling.protocol.Answer;
import foyer.signaling.protocol.ErrorWord;
import foyer.signaling.protocol.Notice;
import foyer.signaling.protocol.Request;
import foyer.signaling.room.Departure;
import foyer.signaling.room.HostKeys;
import foyer.signaling.room.Limits;
import foyer.signaling.room.Vacancy;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
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
     * @param maxUsers participants in all of them; who comes at the same moment in two rooms may be
     *     one more
     * @param random makes their secrets: must not be guessable; used by many threads
     * @param pool runs the rooms, each one serially
     */
    public record Setup(
            int maxRooms,
            int maxUsers,
            Limits limits,
            RouterFactory routers,
            Placement placement,
            Outbox outbox,
            Time time,
            RandomGenerator random,
            HostKeys hostKeys,
            Executor pool,
            IceServers iceServers) {
        /** What leads a participant to its media, from now on. */
        List<IceServer> iceServersOf(String participantId) {
            return iceServers.of(participantId, time.wallMillis());
        }
    }

    private final Setup setup;
    private final ConcurrentHashMap<String, RoomSession> rooms = new ConcurrentHashMap<>();

    /** When the server stops; empty while nobody wants it to. */
    private volatile OptionalLong stopsAtMillis = OptionalLong.empty();

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
            ack.refuse(stopsAtMillis.isPresent() ? ErrorWord.NOT_READY : ErrorWord.SERVER_FULL);
            tellOfDraining(socket.id());
            return;
        }
        session.execute(() -> {
            if (!session.join(socket, request, ack)) {
                join(socket, request, ack);
            } else {
                tellOfDraining(socket.id());
            }
        });
    }

    private synchronized @Nullable RoomSession enter(String roomId) {
        RoomSession existing = rooms.get(roomId);
        boolean takesRooms =
                stopsAtMillis.isEmpty() && rooms.size() < setup.maxRooms() && !isFull();
        if (existing != null || !takesRooms) {
            return existing;
        }
        OptionalInt loop = setup.placement().next();
        if (loop.isEmpty()) {
            return null;
        }
        int on = loop.getAsInt();
        Vacancy vacancy = () -> !isFull() && !setup.placement().isBusy(on);
        RoomSession made = new RoomSession(roomId, on, vacancy, setup, this::ended);
        rooms.put(roomId, made);
        return made;
    }

    /** From now on no room is made; those there are go on, and people come and go in them. */
    void drain(long millis) {
        stopsAtMillis = OptionalLong.of(setup.time().nowMillis() + millis);
    }

    /** A socket learns how long there are meetings yet, if that is known. */
    void tellOfDraining(String socketId) {
        OptionalLong stops = stopsAtMillis;
        if (stops.isPresent()) {
            long left = Math.max(0, stops.getAsLong() - setup.time().nowMillis());
            setup.outbox().send(socketId, new Notice.ServerDraining(left));
        }
    }

    /** Whether there are as many participants as there may be. */
    public boolean isFull() {
        return setup.maxUsers() < Integer.MAX_VALUE && participants() >= setup.maxUsers();
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
