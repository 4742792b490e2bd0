package foyer.load.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FramesTest {
    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text);
    }

    @Test
    void writesEventsAndRequests() {
        assertThat(Frames.event("x", Map.of("a", 1))).isEqualTo("42[\"x\",{\"a\":1}]");
        assertThat(Frames.request(17, "x", Map.of())).isEqualTo("4217[\"x\",{}]");
    }

    @Test
    void readsEveryKindOfPacket() {
        assertThat(Frames.decode("0{\"sid\":\"a\"}")).isEqualTo(new Packet.Open());
        assertThat(Frames.decode("2")).isEqualTo(new Packet.Ping());
        assertThat(Frames.decode("40{\"sid\":\"b\"}")).isEqualTo(new Packet.Connected());
        assertThat(Frames.decode("41")).isEqualTo(new Packet.Closed());
        assertThat(Frames.decode("1")).isEqualTo(new Packet.Closed());
        assertThat(Frames.decode("44{\"message\":\"no\"}"))
                .isEqualTo(new Packet.Refused("{\"message\":\"no\"}"));
        assertThat(Frames.decode("42[\"x\",{\"a\":1}]"))
                .isEqualTo(new Packet.Event("x", json("{\"a\":1}")));
        assertThat(Frames.decode("427[\"x\"]")).isEqualTo(new Packet.Event("x", json("null")));
        assertThat(Frames.decode("4312[{\"ok\":true}]"))
                .isEqualTo(new Packet.Answer(12, json("{\"ok\":true}")));
        assertThat(Frames.decode("430[]")).isEqualTo(new Packet.Answer(0, json("null")));
    }

    @Test
    void takesNothingElseForAPacket() {
        String[] others = {
            "", "4", "6", "9", "42", "42{}", "42[1]", "43[]", "4399999999999[]", "45x"
        };
        for (String other : others) {
            assertThat(Frames.decode(other)).as(other).isEqualTo(new Packet.Other());
        }
    }

    @Test
    void survivesAnyText() {
        SplittableRandom random = new SplittableRandom(7);
        String alphabet = "0123456789[]{}\",:ab\\\u0000é";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(i % 2 == 0 ? "42" : "43");
            for (int j = random.nextInt(12); j > 0; j--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(Frames.decode(text.toString())).isNotNull();
        }
    }
}
