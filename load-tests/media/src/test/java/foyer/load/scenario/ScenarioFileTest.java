package foyer.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScenarioFileTest {
    private static Scenario parse(String json) throws ScenarioException {
        return ScenarioFile.parse("a.json", json);
    }

    private static void fails(String json, String message) {
        assertThatThrownBy(() -> parse(json))
                .isInstanceOf(ScenarioException.class)
                .hasMessage(message);
    }

    @Test
    void fillsInWhatIsLeftOut() throws ScenarioException {
        Scenario scenario =
                parse("{\"name\": \"a\", \"about\": \"b\", \"people\": [{\"count\": 3}]}");
        assertThat(scenario.participants()).isEqualTo(3);
        assertThat(scenario.video()).isEqualTo(new VideoShape(List.of(150, 500, 1500), 30, 3));
        assertThat(scenario.churn()).isNull();
        Group group = scenario.people().getFirst();
        assertThat(group.receives()).isTrue();
        assertThat(group.sends()).isEmpty();
        assertThat(group.feedback()).isEqualTo(Group.Feedback.TRANSPORT_CC);
    }

    @Test
    void readsEverythingThereIs() throws ScenarioException {
        Scenario scenario =
                parse(
                        """
                        { // comments are welcome
                          "name": "a", "about": "b", "rooms": 2, "joinsPerSecond": 2.5,
                          "warmUpSeconds": 0, "seconds": 7,
                          "people": [{"count": 4, "sends": ["audio", "video"], "receives": false,
                                      "speaks": 1, "wantsLayer": 0, "feedback": "none"}],
                          "video": {"kbps": [100, 200], "fps": 15, "temporalLayers": 1},
                          "audio": {"kbps": 64},
                          "churn": {"everySeconds": 2, "share": 0.5},
                        }
                        """);
        assertThat(scenario)
                .isEqualTo(
                        new Scenario(
                                "a",
                                "b",
                                2,
                                List.of(
                                        new Group(
                                                4,
                                                Set.of(Group.Kind.AUDIO, Group.Kind.VIDEO),
                                                false,
                                                1,
                                                0,
                                                Group.Feedback.NONE)),
                                2.5,
                                0,
                                7,
                                new VideoShape(List.of(100, 200), 15, 1),
                                new AudioShape(64, AudioShape.Silence.PACKETS),
                                new Churn(2, 0.5)));
    }

    @Test
    void namesWhatIsWrongAndWhatMayBe() {
        String start = "{\"name\": \"a\", \"about\": \"b\", \"people\": ";
        fails("[]", "a.json: it must be an object {…}");
        fails(
                "{\"name\": \"a b\"}",
                "a.json: name is \"a b\", must be 1 to 40 letters, digits, dots and dashes");
        fails(
                "{\"name\": \"a\", \"about\": \"b\"}",
                "a.json: people is missing, must be a list […]");
        fails(start + "[]}", "a.json: people is [], must be at least one person");
        fails(
                start + "[{\"count\": 0}]}",
                "a.json: people[0].count is 0, must be a whole number from 1 to 100000");
        fails(
                start + "[{}, {\"sends\": [\"smell\"]}]}",
                "a.json: people[1].sends is [\"smell\"], must be of audio, video");
        fails(
                start + "[{}], \"video\": {\"kbps\": [500, 100]}}",
                "a.json: video.kbps is [500,100], must be 1 to 3 ascending numbers from 10 to 20000");
        fails(
                start + "[{}], \"chrun\": {}}",
                "a.json: chrun is unknown; there are about, audio, churn, joinsPerSecond, name,"
                        + " people, rooms, seconds, video, warmUpSeconds");
    }

    @Test
    void tellsTheLineOfABrokenFile() {
        assertThatThrownBy(() -> parse("{\n\"name\": oops}"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageStartingWith("a.json, line 2: ");
    }

    @Test
    void canReadEveryScenarioThatIsHere() throws Exception {
        for (Path folder : List.of(Path.of("scenarios"), Path.of("scenarios", "bench"))) {
            for (Path file : filesOf(folder)) {
                Scenario scenario = ScenarioFile.read(file);
                assertThat(file.getFileName()).hasToString(scenario.name() + ".json");
            }
        }
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".json")).toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }
}
