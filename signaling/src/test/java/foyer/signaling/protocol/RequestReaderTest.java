package foyer.signaling.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestReaderTest {
    private static final String PRODUCE =
            "{\"roomId\":\"r\",\"transportId\":\"t\",\"producerId\":\"p\",\"kind\":\"video\","
                    + "\"appData\":{\"isScreen\":true},\"muted\":true,\"message\":\"m\","
                    + "\"spatialLayer\":1,\"temporalLayer\":2,\"handRaised\":false,\"name\":\" A \","
                    + "\"userId\":\"u\",\"token\":\"t\",\"isHost\":true,\"typing\":true,"
                    + "\"locked\":true,\"allowed\":true,\"reaction\":\"+1\","
                    + "\"dtlsParameters\":{\"role\":\"client\",\"fingerprints\":[{\"algorithm\":"
                    + "\"sha-256\",\"value\":\"AA\"}]},\"rtpCapabilities\":{\"codecs\":[{\"kind\":"
                    + "\"audio\",\"mimeType\":\"audio/opus\",\"clockRate\":48000}]},"
                    + "\"rtpParameters\":{\"codecs\":[{\"mimeType\":\"video/VP8\",\"payloadType\":96,"
                    + "\"clockRate\":90000,\"parameters\":{\"x\":1}}],\"encodings\":[{\"ssrc\":"
                    + "4294967295,\"rtx\":{\"ssrc\":2},\"dtx\":false}]}}";

    @Test
    void readsEveryEventFromWhatIsWellFormed() {
        Set<ClientEvent> ofRooms = EnumSet.allOf(ClientEvent.class);
        // Of no room: nothing of it is read.
        ofRooms.remove(ClientEvent.PROBE_NETWORK);
        for (ClientEvent event : ofRooms) {
            String payload =
                    event == ClientEvent.MUTE_PARTICIPANT || event == ClientEvent.ASK_TO_UNMUTE
                            ? PRODUCE.replace("\"kind\":\"video\"", "\"kind\":\"camera\"")
                            : PRODUCE;
            assertThat(RequestReader.read(event, Json.parse(payload)))
                    .as(event.wireName())
                    .isNotNull();
        }
    }

    @Test
    void readsNamesByTheirRule() {
        assertThat(name("\"  Ann \"")).isEqualTo("Ann");
        assertThat(name("\"   \"")).isEqualTo("guest");
        assertThat(name("7")).isEqualTo("guest");
        assertThat(name("null")).isEqualTo("guest");
        assertThat(name("\"" + "x".repeat(64) + "\"")).hasSize(64);
        assertThat(name("\"" + "x".repeat(65) + "\"")).isEqualTo("guest");
    }

    private static String name(String json) {
        return new Payload(Json.parse("{\"name\":" + json + "}")).name();
    }

    @Test
    void needsTheNumbersOfACodec() {
        String broken = PRODUCE.replace("\"clockRate\":90000", "\"clockRate\":null");
        assertThat(RequestReader.read(ClientEvent.PRODUCE, Json.parse(broken))).isNull();
        String missing = PRODUCE.replace("\"clockRate\":90000,", "");
        assertThat(RequestReader.read(ClientEvent.PRODUCE, Json.parse(missing))).isNull();
        String kindless = PRODUCE.replace("\"kind\":\"audio\",", "");
        assertThat(RequestReader.read(ClientEvent.CONSUME, Json.parse(kindless))).isNull();
        String nobody = PRODUCE.replace("\"kind\":\"audio\"", "\"kind\":null");
        assertThat(RequestReader.read(ClientEvent.CONSUME, Json.parse(nobody))).isNull();
    }

    @Test
    void livesThroughAnyPayload() {
        long seed = 90_210;
        Random random = new Random(seed);
        String alphabet = "{}[]\",:0197eE.-truefalsn\\u\u0000é";
        ClientEvent[] events = ClientEvent.values();
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder(PRODUCE);
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
                    default ->
                            text.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
                }
            }
            ClientEvent event = events[random.nextInt(events.length)];
            try {
                RequestReader.read(event, Json.parse(text.toString()));
            } catch (RuntimeException thrown) {
                throw new AssertionError("seed " + seed + ", text " + text, thrown);
            }
        }
    }
}
