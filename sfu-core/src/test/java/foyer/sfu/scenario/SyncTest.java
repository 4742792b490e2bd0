package foyer.sfu.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SyncTest {
    @Test
    void audioAndVideoStayInStepOverChangesOfLayers() {
        Scenario call = new Scenario(29);
        VirtualPeer anna =
                call.peer(
                        "anna", LinkConditions.CLEAN.jittering(Duration.ofMillis(40)).losing(0.01));
        VirtualPeer ben = call.peer("ben", LinkConditions.CLEAN);
        call.everybodyMeets(Duration.ZERO);
        for (int i = 0; i < 30; i++) {
            int layer = i % 3;
            call.at(Duration.ofSeconds(2 + i), () -> ben.preferLayer(layer));
        }
        call.run(Duration.ofSeconds(33));
        assertThat(call.problems()).isEmpty();
        long audio = ben.audioFrom(anna).reportedDelayNanos();
        long video = ben.videoFrom(anna).reportedDelayNanos();
        assertThat(Math.abs(audio - video))
                .as(call.seed() + "audio " + audio + " video " + video)
                .isLessThan(Duration.ofMillis(60).toNanos());
    }
}
