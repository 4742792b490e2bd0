package foyer.signaling.app;

import static foyer.signaling.app.TestClient.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** After the storm nothing is left. */
class StormTest {
    private static final int ROOMS = 100;
    private static final int USERS = 5;

    /** Rooms that connect at once: the listening queue of a machine is not the thing tested. */
    private static final int AT_ONCE = 16;

    @RegisterExtension static final Venue VENUE = new Venue(server());

    private final Semaphore door = new Semaphore(AT_ONCE);

    private static TestServer server() {
        try {
            return new TestServer("*", ROOMS, USERS, 50);
        } catch (IOException noPort) {
            throw new AssertionError(noPort);
        }
    }

    @Test
    void leavesNothingBehind() {
        try (HttpClient http = HttpClient.newHttpClient();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<List<RawSocket>>> rooms = new ArrayList<>();
            for (int i = 0; i < ROOMS; i++) {
                String room = "storm-" + i;
                rooms.add(CompletableFuture.supplyAsync(() -> meet(http, room), threads));
            }
            List<RawSocket> sockets = rooms.stream().flatMap(room -> room.join().stream()).toList();
            assertThat(VENUE.figure("sockets")).isEqualTo(ROOMS * USERS);
            assertThat(VENUE.figure("participants")).isEqualTo(ROOMS * USERS);
            assertThat(VENUE.figure("rooms")).isEqualTo(ROOMS);
            assertThat(VENUE.server.routers.all()).hasSize(ROOMS);
            for (int i = 0; i < sockets.size(); i++) {
                // In half of the rooms it is the host that says goodbye.
                if ((i + i / USERS) % 2 == 0) {
                    sockets.get(i).close();
                } else {
                    sockets.get(i).vanish();
                }
            }
            soon().until(() -> VENUE.figure("sockets") == 0);
            VENUE.nothingIsLeft();
            assertThat(VENUE.server.routers.all())
                    .as("transports")
                    .allMatch(router -> router.transports().isEmpty());
            sockets.forEach(RawSocket::vanish);
        }
    }

    /** Everybody comes in, the host first, and says something that all hear. */
    private List<RawSocket> meet(HttpClient http, String room) {
        door.acquireUninterruptibly();
        try {
            List<RawSocket> sockets = new ArrayList<>();
            for (int user = 0; user < USERS; user++) {
                RawSocket socket = new RawSocket(http, VENUE.server.url());
                sockets.add(socket);
                enter(socket, sockets.getFirst(), room, "user-" + user);
            }
            for (RawSocket socket : sockets) {
                socket.ask("send-chat-message", json(room, "message", "hello"));
            }
            for (RawSocket socket : sockets) {
                soon().until(() -> socket.told("receive-chat-message").size() == USERS);
            }
            return sockets;
        } finally {
            door.release();
        }
    }

    private static void enter(RawSocket socket, RawSocket host, String room, String userId) {
        String answer =
                socket.ask(
                                "join-room",
                                "{\"roomId\":\"%s\",\"participantId\":\"%s\",\"sessionToken\":\"t-%s\"}"
                                        .formatted(room, userId, userId))
                        .toString();
        if (socket == host) {
            assertThat(answer).contains("\"hostKey\":");
            return;
        }
        assertThat(answer).isEqualTo("[{\"status\":\"pending\"}]");
        assertThat(host.ask("approve-join", json(room, "userId", userId)).toString())
                .isEqualTo("[{\"ok\":true}]");
        soon().until(() -> socket.told("join-approved").size() == 1);
    }

    private static String json(String room, String field, String value) {
        return "{\"roomId\":\"%s\",\"%s\":\"%s\"}".formatted(room, field, value);
    }
}
