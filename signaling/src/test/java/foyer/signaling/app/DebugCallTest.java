package foyer.signaling.app;

import static foyer.signaling.app.TestClient.json;
import static foyer.signaling.app.TestClient.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;

/** What an operator reads of a call that takes place over real sockets. */
class DebugCallTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int VP8 = 96;
    private static final long SSRC = 4_711;
    private static final String FEEDBACK =
            "[{\"type\":\"nack\"},{\"type\":\"nack\",\"parameter\":\"pli\"},{\"type\":\"goog-remb\"}]";

    private static JSONObject report(LiveServer server) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.url() + "/debug/rooms/r"))
                        .header("Authorization", "Bearer " + LiveServer.TOKEN)
                        .build();
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return TestClient.parse(response.body());
    }

    private static RtcPeer connected(TestClient client, String event, JSONObject transportOptions)
            throws Exception {
        RtcPeer peer = new RtcPeer(transportOptions);
        Object[] answer =
                client.acknowledged(
                        event,
                        json(
                                "roomId",
                                "r",
                                "transportId",
                                peer.transportId(),
                                "dtlsParameters",
                                peer.dtlsParameters()));
        assertThat(answer).isEmpty();
        peer.connect();
        return peer;
    }

    private static String produceVideo(TestClient client, RtcPeer peer) throws JSONException {
        JSONObject codec =
                TestClient.parse(
                        "{\"mimeType\":\"video/VP8\",\"payloadType\":%d,\"clockRate\":90000,\"parameters\":{},\"rtcpFeedback\":%s}"
                                .formatted(VP8, FEEDBACK));
        JSONObject parameters =
                json(
                        "mid",
                        "0",
                        "codecs",
                        new JSONArray().put(codec),
                        "headerExtensions",
                        new JSONArray(),
                        "encodings",
                        new JSONArray().put(json("ssrc", SSRC)),
                        "rtcp",
                        json("cname", "ann"));
        return client.request(
                        "produce",
                        json(
                                "roomId",
                                "r",
                                "transportId",
                                peer.transportId(),
                                "kind",
                                "video",
                                "rtpParameters",
                                parameters,
                                "appData",
                                json("isScreen", true)))
                .getString("id");
    }

    private static JSONObject participant(JSONObject report, String id) throws JSONException {
        JSONArray participants = report.getJSONArray("participants");
        for (int i = 0; i < participants.length(); i++) {
            if (participants.getJSONObject(i).getString("id").equals(id)) {
                return participants.getJSONObject(i);
            }
        }
        throw new AssertionError(id + " in " + report);
    }

    private static JSONObject first(JSONObject parent, String list) throws JSONException {
        return parent.getJSONArray(list).getJSONObject(0);
    }

    @Test
    void tellsWhereAPictureGoesAndWhy() throws Exception {
        try (LiveServer server = LiveServer.start();
                TestClient ann = new TestClient(server.url(), "websocket");
                TestClient bob = new TestClient(server.url(), "websocket")) {
            JSONObject joined = ann.join("r", "ann");
            bob.enter("r", "bob", ann);
            try (RtcPeer sender =
                            connected(
                                    ann,
                                    "connect-transport",
                                    joined.getJSONObject("transportOptions"));
                    RtcPeer receiver =
                            connected(
                                    bob,
                                    "connect-receive-transport",
                                    bob.request("create-receive-transport", json("roomId", "r"))
                                            .getJSONObject("transportOptions"))) {
                String producerId = produceVideo(ann, sender);
                JSONObject consumed =
                        bob.request(
                                "consume",
                                json(
                                        "roomId",
                                        "r",
                                        "transportId",
                                        receiver.transportId(),
                                        "producerId",
                                        producerId,
                                        "rtpCapabilities",
                                        joined.getJSONObject("routerRtpCapabilities")));
                // Number 7 is lost on the way.
                for (int i = 0; i < 20; i++) {
                    if (i != 7) {
                        sender.transmit(RtcPeer.picture(i, i == 0, SSRC, VP8));
                    }
                }
                soon().until(() -> receiver.received() >= 19);
                // It may have been late only: nobody asks for it at once.
                soon().until(() ->
                        first(first(participant(report(server), "ann"), "producers"), "streams")
                                        .getInt("nacked")
                                > 0);
                assertThat(
                                bob.acknowledged(
                                        "request-keyframe",
                                        json("roomId", "r", "producerId", producerId)))
                        .isEmpty();
                JSONObject report = report(server);
                assertThat(report.getString("roomId")).isEqualTo("r");
                tellsOfTheSender(server, report, sender, receiver, producerId);
                tellsOfTheReceiver(report, receiver, consumed.getString("id"));
                assertThat(report.toString())
                        .doesNotContain("name of", "token-of", "assword")
                        .doesNotContain(joined.getString("hostKey"));
            }
        }
    }

    private static void tellsOfTheSender(
            LiveServer server,
            JSONObject report,
            RtcPeer sender,
            RtcPeer receiver,
            String producerId)
            throws JSONException {
        JSONObject ann = participant(report, "ann");
        assertThat(ann.getString("role")).isEqualTo("host");
        JSONObject transport = first(ann, "transports");
        assertThat(transport.getString("direction")).isEqualTo("send");
        assertThat(transport.getString("iceState")).isEqualTo("completed");
        assertThat(transport.getString("dtlsState")).isEqualTo("connected");
        assertThat(transport.getJSONObject("path").toString())
                .isEqualTo(
                        json(
                                        "protocol",
                                        "udp",
                                        "local",
                                        "127.0.0.1:" + server.rtcPort,
                                        "remote",
                                        "127.0.0.1:" + sender.port())
                                .toString());
        JSONObject producer = first(ann, "producers");
        assertThat(producer.getString("id")).isEqualTo(producerId);
        assertThat(producer.getString("codec")).isEqualTo("video/VP8");
        assertThat(producer.getBoolean("isScreen")).isTrue();
        JSONObject stream = first(producer, "streams");
        assertThat(stream.getLong("ssrc")).isEqualTo(SSRC);
        assertThat(stream.getInt("packets")).isEqualTo(19);
        assertThat(stream.getInt("nacked")).isPositive();
        JSONObject keyFrames = producer.getJSONObject("keyFrames");
        assertThat(keyFrames.getInt("arrived")).isEqualTo(1);
        assertThat(keyFrames.getJSONObject("byCause").getInt("command")).isEqualTo(1);
        assertThat(keyFrames.getInt("requested")).isPositive();
        JSONObject loss = producer.getJSONObject("lossByHop");
        assertThat(loss.getJSONObject("toServer").getInt("lost")).isEqualTo(1);
        assertThat(first(loss, "toReceivers").getString("participantId")).isEqualTo("bob");
        assertThat(first(loss, "toReceivers").getInt("packets")).isEqualTo(receiver.received());
    }

    private static void tellsOfTheReceiver(JSONObject report, RtcPeer receiver, String consumerId)
            throws JSONException {
        JSONObject bob = participant(report, "bob");
        assertThat(bob.getString("role")).isEqualTo("participant");
        JSONArray transports = bob.getJSONArray("transports");
        assertThat(transports.length()).isEqualTo(2);
        JSONObject transport =
                transports.getJSONObject(0).getString("id").equals(receiver.transportId())
                        ? transports.getJSONObject(0)
                        : transports.getJSONObject(1);
        assertThat(transport.getString("direction")).isEqualTo("receive");
        JSONObject downlink = transport.getJSONObject("downlink");
        assertThat(downlink.getLong("estimateBps")).isPositive();
        assertThat(downlink.getLong("budgetBps")).isPositive();
        assertThat(downlink.getLong("spentBps")).isPositive();
        JSONObject consumer = first(bob, "consumers");
        assertThat(consumer.getString("id")).isEqualTo(consumerId);
        assertThat(consumer.getString("of")).isEqualTo("ann");
        assertThat(consumer.getString("reason")).isEqualTo("highest");
        assertThat(consumer.has("whyNotHigher")).isFalse();
        assertThat(consumer.getJSONObject("sent").getInt("spatial")).isZero();
        assertThat(consumer.getJSONObject("possible").getLong("bps")).isPositive();
        JSONArray decisions = consumer.getJSONArray("decisions");
        assertThat(decisions.length()).isBetween(1, 60);
        JSONObject last = decisions.getJSONObject(decisions.length() - 1);
        assertThat(last.getString("reason")).isEqualTo("highest");
        assertThat(last.getLong("budgetBps")).isPositive();
    }

    @Test
    void aRoomThatEndedIsNotThereAnyMore() throws IOException, InterruptedException {
        try (LiveServer server = LiveServer.start();
                TestClient ann = new TestClient(server.url(), "websocket")) {
            ann.join("r", "ann");
            assertThat(ann.acknowledged("leave-room", json("roomId", "r"))).isEmpty();
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(server.url() + "/debug/rooms/r"))
                            .header("Authorization", "Bearer " + LiveServer.TOKEN)
                            .build();
            HttpResponse<String> gone = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(gone.statusCode()).isEqualTo(404);
            assertThat(gone.body()).isEqualTo("{\"error\":\"not-found\"}");
        }
    }
}
