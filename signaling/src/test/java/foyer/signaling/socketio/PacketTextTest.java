package foyer.signaling.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PacketTextTest {
    @Test
    void readsAnEventWithAndWithoutAck() {
        assertThat(PacketText.read("4217[\"join-room\",{\"roomId\":\"r\"},2]"))
                .isInstanceOfSatisfying(
                        PacketText.Event.class,
                        event -> {
                            assertThat(event.ackId()).isEqualTo(17);
                            assertThat(event.name()).isEqualTo("join-room");
                            assertThat(String.valueOf(event.payload()))
                                    .isEqualTo("{\"roomId\":\"r\"}");
                        });
        assertThat(PacketText.read("42[\"x\"]")).isEqualTo(new PacketText.Event(null, "x", null));
    }

    @Test
    void passesOnNothingOfWhatAClientConnectsWith() {
        assertThat(PacketText.read("40{\"token\":\"secret\"}"))
                .isEqualTo(new PacketText.Control("40"));
        assertThat(PacketText.read("40/admin,{}")).isEqualTo(new PacketText.Junk());
    }

    @Test
    void knowsWhichAckABrokenEventWaitsFor() {
        assertThat(PacketText.read("423[\"x\"")).isEqualTo(new PacketText.BrokenEvent(3L));
        assertThat(PacketText.read("451-8[\"x\"]")).isEqualTo(new PacketText.BrokenEvent(8L));
        assertThat(PacketText.read("45")).isEqualTo(new PacketText.Junk());
    }

    @Test
    void livesThroughAnyText() {
        long seed = 7_311;
        Random random = new Random(seed);
        String alphabet = "4201359-[]{}\",:/x\\u\u0000\uD800é \u001e";
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "42" : "");
            for (int n = random.nextInt(24); n > 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                PacketText.read(text.toString());
            } catch (RuntimeException thrown) {
                throw new AssertionError("seed " + seed + ", text " + text, thrown);
            }
        }
    }
}
