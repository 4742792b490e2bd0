package foyer.load.crowd;

import foyer.load.measure.Attendance;
import foyer.load.measure.Count;
import foyer.load.measure.Tally;
import foyer.load.scenario.Group;
import foyer.load.scenario.Scenario;
import foyer.load.signaling.Connection;
import foyer.load.signaling.SignalingException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Somebody from coming to leaving: {@link #run} is its virtual thread. */
final class Person implements Runnable, Connection.Listener {
    private static final long DOOR_SECONDS = 120;

    private final Venue venue;
    private final Scenario scenario;
    private final Hall hall;
    private final Group group;
    private final boolean host;
    private final Venue.Place place;
    private final Tally tally;
    private final LinkedBlockingQueue<News> news = new LinkedBlockingQueue<>();
    private final CompletableFuture<JsonNode> approved = new CompletableFuture<>();
    private volatile @Nullable Conference conference;
    private volatile boolean inside;
    private volatile boolean leaving;
    private volatile boolean lost;
    private @Nullable Doorkeeper doorkeeper;
    private @Nullable Future<?> task;

    /** What the server said unasked, to be handled in turn. */
    private record News(String event, JsonNode payload) {}

    Person(Venue venue, Scenario scenario, Hall hall, Group group, boolean host) {
        this.venue = venue;
        this.scenario = scenario;
        this.hall = hall;
        this.group = group;
        this.host = host;
        place = venue.nextPlace();
        tally = venue.tally();
    }

    boolean isHost() {
        return host;
    }

    Group group() {
        return group;
    }

    void come() {
        task = venue.threads().submit(this);
    }

    /** Makes it leave; done in the background. */
    void leave() {
        leaving = true;
        if (task != null) {
            task.cancel(true);
        }
    }

    /** What this person adds to who is there. */
    Attendance attendance() {
        Conference there = conference;
        return there == null || !inside
                ? new Attendance(1, 0, 0, 0)
                : new Attendance(1, 1, there.streams(), there.flowing());
    }

    @Override
    public void run() {
        @Nullable Connection connection = null;
        try {
            awaitHost();
            long beganNanos = System.nanoTime();
            connection = connect();
            JsonNode admission = enter(connection);
            Conference meeting =
                    new Conference(connection, hall.roomId(), scenario, group, place, venue);
            conference = meeting;
            meeting.join(admission);
            tally.join(System.nanoTime() - beganNanos);
            tally.add(Count.JOINED, 1);
            inside = true;
            meeting.watch();
            while (true) {
                News next = news.take();
                meeting.hear(next.event(), next.payload());
            }
        } catch (InterruptedException _) {
            // Told to leave.
        } catch (SignalingException | ExecutionException | TimeoutException e) {
            failed(e);
        } finally {
            end(connection);
        }
    }

    private void failed(Exception e) {
        if (leaving || lost) {
            return;
        }
        Throwable cause =
                e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        tally.add(Count.FAILED, 1);
        tally.failure(cause.getMessage() == null ? cause.toString() : cause.getMessage());
    }

    private void end(@Nullable Connection connection) {
        hall.open().complete(false);
        inside = false;
        Conference meeting = conference;
        if (meeting != null) {
            meeting.close();
        }
        if (connection != null) {
            connection.close();
        }
        if (leaving && !lost) {
            tally.add(Count.LEFT, 1);
        }
    }

    private void awaitHost() throws InterruptedException, ExecutionException, TimeoutException {
        if (!host) {
            hall.open().get(DOOR_SECONDS, TimeUnit.SECONDS);
        }
    }

    private Connection connect() throws SignalingException, InterruptedException {
        return Connection.await(
                "connect", venue.connector().open(place.ticker().loop(), place.address(), this));
    }

    private JsonNode enter(Connection connection) throws SignalingException, InterruptedException {
        if (host) {
            doorkeeper = new Doorkeeper(connection, hall.roomId(), place.ticker().loop());
        }
        JsonNode answer =
                connection.request(
                        "join-room",
                        Map.of(
                                "roomId",
                                hall.roomId(),
                                "name",
                                "load " + place.number(),
                                "participantId",
                                UUID.randomUUID().toString(),
                                "sessionToken",
                                UUID.randomUUID().toString()));
        JsonNode admission =
                answer.path("status").asString("").equals("pending")
                        ? Connection.await("join-approved", approved)
                        : answer;
        if (host) {
            hall.open().complete(true);
        }
        return admission;
    }

    @Override
    public void event(String name, JsonNode payload) {
        switch (name) {
            case "pending-join-request" -> {
                if (doorkeeper != null) {
                    doorkeeper.knock();
                }
            }
            case "join-approved" -> approved.complete(payload);
            case "join-denied", "removed", "host-left", "session-replaced", "server-restarting" ->
                    gone(name);
            case "new-producer", "producer-closed", "producer-layers-wanted" ->
                    news.add(new News(name, payload));
            case "consumer-layers" -> {
                if (payload.path("reason").asString("").equals("bandwidth")
                        && payload.path("paused").asBoolean(false)) {
                    tally.add(Count.PAUSED_FOR_BANDWIDTH, 1);
                }
            }
            default -> {}
        }
    }

    @Override
    public void closed() {
        gone("the connection was lost");
    }

    /** The place is lost: the thread ends, which closes what there is. */
    private void gone(String why) {
        approved.completeExceptionally(new SignalingException("in the room", why));
        if (!leaving && inside) {
            inside = false;
            tally.add(Count.FAILED, 1);
            tally.failure("in the room: " + why);
            lost = true;
            if (task != null) {
                task.cancel(true);
            }
        }
    }
}
