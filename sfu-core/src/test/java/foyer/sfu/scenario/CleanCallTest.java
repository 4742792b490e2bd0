package foyer.sfu.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CleanCallTest {
    private final Scenario call = new Scenario(1);

    @Test
    void twoPeersSeeAndHearEachOther() {
        call.peers(2, LinkConditions.CLEAN);
        call.everybodyMeets(Duration.ZERO).run(Duration.ofSeconds(5));
        assertThat(call.problems()).isEmpty();
        assertThat(call.tracks()).hasSize(4);
        for (ReceivedTrack track : call.tracks()) {
            assertThat(track.packets()).as(track.toString()).hasSizeGreaterThan(200);
            assertThat(track.duplicates()).isZero();
            assertThat(track.missing().asked()).isZero();
        }
        for (ReceivedTrack track : call.videoTracks()) {
            assertThat(track.decoded()).hasSizeGreaterThan(130);
            assertThat(track.layer()).isEqualTo(2);
        }
        for (VirtualPeer peer : call.peers()) {
            assertThat(peer.publisher().nacks()).isZero();
            assertThat(peer.publisher().feedbacks()).isPositive();
        }
        assertThat(call.server().drops().snapshot()).isEmpty();
    }
}
