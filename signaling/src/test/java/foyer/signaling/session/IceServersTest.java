package foyer.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.IceServer;
import foyer.signaling.protocol.Answer;
import foyer.signaling.protocol.Json;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IceServersTest {
    private final House house = new House();

    private String nowOf(String participantId) {
        return house.time.wallMillis() + ":" + participantId;
    }

    private static void hasName(List<IceServer> servers, String name) {
        assertThat(servers).extracting(IceServer::username).containsExactly(name);
    }

    @Test
    void comeWithEachAdmissionForWhoIsAdmitted() {
        Answer.Joined ann = (Answer.Joined) house.join("s1", "a", "ann");
        hasName(ann.iceServers(), nowOf("ann"));
        Answer.Joined bob = (Answer.Joined) house.join("s2", "a", "bob");
        hasName(bob.iceServers(), nowOf("bob"));
        assertThat(Json.text(bob))
                .contains("\"iceServers\":[{\"urls\":[\"turn:turn.example.org\"],\"username\":");
    }

    @ParameterizedTest
    @ValueSource(strings = {"create-send-transport", "create-receive-transport"})
    void comeFreshWithEachTransport(String event) {
        house.join("s1", "a", "ann");
        house.time.pass(3_600_000);
        Answer made = house.ask("s1", event, "{\"roomId\":\"a\"}");
        hasName(Objects.requireNonNull(((Answer.TransportMade) made).iceServers()), nowOf("ann"));
    }

    @Test
    void comeFreshWithAnIceRestart() {
        Answer.Joined ann = (Answer.Joined) house.join("s1", "a", "ann");
        house.time.pass(3_600_000);
        Answer restarted =
                house.ask(
                        "s1",
                        "restart-ice",
                        "{\"roomId\":\"a\",\"transportId\":\"%s\"}"
                                .formatted(ann.transportOptions().id()));
        hasName(((Answer.IceRestarted) restarted).iceServers(), nowOf("ann"));
    }

    @Test
    void areNotForWhoOnlyTriesTheNetwork() {
        house.reception.connected("s1", House.ADDRESS);
        Answer made = house.ask("s1", "probe-network", "{}");
        assertThat(((Answer.TransportMade) made).iceServers()).isNull();
        assertThat(Json.text(made)).doesNotContain("iceServers");
    }
}
