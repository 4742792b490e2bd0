package foyer.signaling.app;

import static foyer.signaling.app.TestClient.parse;
import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.engine.LoopStats;
import foyer.sfu.engine.MediaServerStats;
import foyer.sfu.engine.PipeTraffic;
import foyer.sfu.engine.SegmentedStats;
import foyer.sfu.engine.TcpStats;
import foyer.sfu.router.Downlinks;
import foyer.sfu.router.Traffic;
import foyer.signaling.http.BuildInfo;
import foyer.signaling.http.MetricsAccess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server tells those who run it. */
class OperationsTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private @Nullable TestServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private TestServer start(TestServer.Wishes wishes) throws IOException {
        TestServer started = new TestServer("*", wishes);
        server = started;
        return started;
    }

    private static HttpResponse<String> get(TestServer server, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void isReady(TestServer server) throws Exception {
        HttpResponse<String> ready = get(server, "/readyz");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).isEqualTo("{\"ready\":true,\"reasons\":[]}");
    }

    private static void isNotReady(TestServer server, String reason) throws Exception {
        HttpResponse<String> ready = get(server, "/readyz");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(parse(ready.body()).getJSONArray("reasons").getString(0)).isEqualTo(reason);
        assertThat(get(server, "/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void isReadyWhileTheLoopsAnswer() throws Exception {
        CompletionStage<MediaServerStats> never = new CompletableFuture<>();
        CompletionStage<MediaServerStats> now =
                CompletableFuture.completedFuture(TestServer.someStats());
        AtomicReference<CompletionStage<MediaServerStats>> answer = new AtomicReference<>(now);
        TestServer server = start(TestServer.Wishes.NONE.measured(answer::get));
        isReady(server);
        server.time.pass(60_000);
        isReady(server);
        CompletableFuture<MediaServerStats> late = new CompletableFuture<>();
        answer.set(late);
        server.time.pass(2_500);
        isReady(server);
        server.time.pass(1_000);
        isNotReady(server, "media-not-answering");
        answer.set(now);
        late.complete(TestServer.someStats());
        isReady(server);
        server.time.pass(10_000);
        isReady(server);
        answer.set(never);
        server.time.pass(10_000);
        isNotReady(server, "media-not-answering");
    }

    @Test
    void isNotReadyBeforeTheFirstAnswerOrWithoutSockets() throws Exception {
        CompletableFuture<MediaServerStats> first = new CompletableFuture<>();
        TestServer server = start(TestServer.Wishes.NONE.measured(() -> first));
        isNotReady(server, "media-not-answering");
        LoopStats deaf =
                new LoopStats(
                        0,
                        false,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        SegmentedStats.NONE,
                        0,
                        0,
                        Downlinks.NONE,
                        0,
                        TcpStats.NONE,
                        PipeTraffic.NONE);
        first.complete(new MediaServerStats(List.of(deaf), Map.of(), new Traffic()));
        isNotReady(server, "media-not-answering");
    }

    @Test
    void isNotReadyAtTheCapOfRooms() throws Exception {
        TestServer server = start(TestServer.Wishes.NONE);
        try (TestClient ann = new TestClient(server.url(), "websocket")) {
            for (int i = 0; i < 4; i++) {
                new TestClient(server.url(), "websocket").join("room" + i, "user" + i);
            }
            isReady(server);
            ann.join("last", "ann");
            isNotReady(server, "rooms-full");
            assertThat(ann.acknowledged("leave-room", TestClient.json("roomId", "last"))).isEmpty();
            isReady(server);
        }
    }

    @Test
    void tellsItsNumbers() throws Exception {
        TestServer server = start(TestServer.Wishes.NONE);
        BuildInfo build = BuildInfo.read();
        HttpResponse<String> health = get(server, "/healthz");
        assertThat(health.headers().firstValue("Content-Type")).hasValue("application/json");
        Venue.assertJson(
                health.body(),
                "{\"status\":\"ok\",\"version\":\"%s\",\"commit\":\"%s\",\"buildTime\":\"%s\"}"
                        .formatted(build.version(), build.commit(), build.buildTime()));
        try (TestClient ann = new TestClient(server.url(), "websocket");
                TestClient bob = new TestClient(server.url(), "polling")) {
            ann.join("r", "ann");
            bob.join("r", "bob");
            assertThat(bob.request("consume", "nonsense").getString("error")).isNotEmpty();
            bob.request("made-up");
            HttpResponse<String> metrics = get(server, "/metrics");
            assertThat(metrics.headers().firstValue("Content-Type").orElse(""))
                    .startsWith("text/plain; version=0.0.4");
            assertThat(metrics.body().lines())
                    .contains(
                            "foyer_rooms 1.0",
                            "foyer_participants 1.0",
                            "foyer_waiting_guests 1.0",
                            "foyer_ready 1.0",
                            "foyer_build_info{build_time=\"%s\",commit=\"%s\",version=\"%s\"} 1"
                                    .formatted(build.buildTime(), build.commit(), build.version()),
                            "foyer_sockets 2.0",
                            "foyer_sockets_by_transport{transport=\"websocket\"} 1.0",
                            "foyer_sockets_by_transport{transport=\"polling\"} 1.0",
                            "foyer_joins_total{outcome=\"first\"} 1.0",
                            "foyer_joins_total{outcome=\"pending\"} 1.0",
                            "foyer_events_received_total{event=\"join-room\"} 2.0",
                            "foyer_events_received_total{event=\"unknown\"} 1.0",
                            "foyer_events_rejected_total{event=\"consume\",reason=\"malformed\"}"
                                    + " 1.0",
                            "foyer_ack_seconds_bucket{event=\"join-room\",le=\"+Inf\"} 2",
                            "foyer_notices_sent_total{event=\"pending-join-request\"} 1.0",
                            "foyer_wrong_secrets_total 0.0",
                            "foyer_media_drops_total{reason=\"unknown_source\"} 3.0",
                            "foyer_media_packets_total{direction=\"in\",kind=\"audio\"} 0.0",
                            "foyer_media_packets_lost_total{direction=\"out\"} 0.0",
                            "foyer_loop_cpu_seconds_total{loop=\"0\"} 1.5",
                            "foyer_loop_consumers{loop=\"0\"} 4.0",
                            "foyer_loop_downlinks{loop=\"0\"} 2.0",
                            "foyer_loop_downlink_bits_per_second{loop=\"0\"} 1500000.0",
                            "foyer_loop_downlink_least_bits_per_second{loop=\"0\"} 400000.0",
                            "foyer_loop_videos_paused{loop=\"0\"} 1.0",
                            "foyer_loop_datagrams_total{direction=\"in\",loop=\"0\"} 5.0",
                            "foyer_loop_datagram_bytes_total{direction=\"out\",loop=\"0\"} 800.0",
                            "foyer_loop_datagrams_handed_over_total{loop=\"0\"} 9.0",
                            "foyer_loop_pipes{loop=\"0\"} 2.0",
                            "foyer_loop_piped_packets_total{loop=\"0\"} 17.0",
                            "foyer_loop_piped_bytes_total{loop=\"0\"} 1800.0",
                            "foyer_loop_tcp_connections{loop=\"0\"} 3.0",
                            "foyer_loop_tcp_strangers{loop=\"0\"} 1.0",
                            "foyer_loop_tcp_accepted_total{loop=\"0\"} 12.0",
                            "foyer_tcp_connections_refused_total{reason=\"too_late\"} 4.0",
                            "foyer_loop_tcp_packets_total{direction=\"in\",loop=\"0\"} 13.0",
                            "foyer_loop_tcp_packet_bytes_total{direction=\"out\",loop=\"0\"} 1600.0")
                    .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"))
                    .anyMatch(line -> line.startsWith("process_uptime_seconds "));
        }
    }

    @Test
    void hasNoNumberPerEventThatAClientMakesUp() throws Exception {
        TestServer server = start(TestServer.Wishes.NONE);
        try (TestClient ann = new TestClient(server.url(), "websocket")) {
            for (int i = 0; i < 20; i++) {
                ann.request("made-up-" + i);
            }
            assertThat(get(server, "/metrics").body())
                    .doesNotContain("made-up")
                    .contains("foyer_events_received_total{event=\"unknown\"} 20.0");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: 127.0.0.1",
                "X-Forwarded-Proto: https",
                "X-Real-IP: 10.0.0.1",
                "Forwarded: for=10.0.0.1",
                "Via: 1.1 proxy"
            })
    void keepsItsNumbersFromWhoComesThroughAProxy(String header) throws Exception {
        String[] parts = header.split(": ", 2);
        TestServer server = start(TestServer.Wishes.NONE);
        assertThat(get(server, "/metrics", parts).statusCode()).isEqualTo(404);
        assertThat(get(server, "/readyz", parts).body()).isEqualTo("{\"ready\":true}");
    }

    @Test
    void showsItsNumbersToEverybodyWhereThatIsWanted() throws Exception {
        TestServer server = start(TestServer.Wishes.NONE.shown(MetricsAccess.PUBLIC));
        assertThat(get(server, "/metrics", "X-Forwarded-For", "203.0.113.9").statusCode())
                .isEqualTo(200);
        assertThat(get(server, "/readyz", "X-Forwarded-For", "203.0.113.9").body())
                .contains("reasons");
    }

    @Test
    void showsItsNumbersToNobodyWhereThatIsWanted() throws Exception {
        TestServer server = start(TestServer.Wishes.NONE.shown(MetricsAccess.OFF));
        assertThat(get(server, "/metrics").statusCode()).isEqualTo(404);
        assertThat(get(server, "/readyz").statusCode()).isEqualTo(200);
    }
}
