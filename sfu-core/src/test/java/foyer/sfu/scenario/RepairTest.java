package foyer.sfu.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RepairTest {
    private static final LinkConditions LOSSY = LinkConditions.CLEAN.losing(0.05);

    private final Scenario call = new Scenario(11);

    @Test
    void audioLostOnTheWayToAReceiverComesAgain() {
        VirtualPeer anna = call.peer("anna", LinkConditions.CLEAN);
        VirtualPeer ben = call.peer("ben", LinkConditions.CLEAN, LOSSY);
        call.everybodyMeets(Duration.ZERO).run(Duration.ofSeconds(20));
        expectAllRepaired(ben.audioFrom(anna));
    }

    @Test
    void audioLostOnTheWayFromASenderComesAgain() {
        VirtualPeer anna = call.peer("anna", LOSSY, LinkConditions.CLEAN);
        VirtualPeer ben = call.peer("ben", LinkConditions.CLEAN);
        call.everybodyMeets(Duration.ZERO).run(Duration.ofSeconds(20));
        assertThat(anna.publisher().nacks()).isPositive();
        expectAllRepaired(ben.audioFrom(anna));
    }

    @Test
    void videoLostOnTheWayToAReceiverComesAgainByRtx() {
        VirtualPeer anna = call.peer("anna", LinkConditions.CLEAN);
        VirtualPeer ben = call.peer("ben", LinkConditions.CLEAN, LOSSY);
        call.everybodyMeets(Duration.ZERO).run(Duration.ofSeconds(20));
        expectAllRepaired(ben.videoFrom(anna));
        assertThat(ben.videoFrom(anna).repairs()).isPositive();
        assertThat(anna.publisher().nacks()).as("the server has them all").isZero();
    }

    @Test
    void videoLostOnTheWayFromASenderComesAgainByRtx() {
        VirtualPeer anna = call.peer("anna", LOSSY, LinkConditions.CLEAN);
        VirtualPeer ben = call.peer("ben", LinkConditions.CLEAN);
        call.everybodyMeets(Duration.ZERO).run(Duration.ofSeconds(20));
        expectAllRepaired(ben.videoFrom(anna));
        assertThat(anna.publisher().nacks()).isPositive();
    }

    private void expectAllRepaired(ReceivedTrack track) {
        assertThat(call.problems()).isEmpty();
        assertThat(track.missing().repaired()).as(call.seed() + track).isPositive();
        assertThat(track.missing().abandoned()).as(call.seed() + track).isZero();
        long second = Duration.ofSeconds(1).toNanos();
        assertThat(track.missing().olderThan(second, call.events().nowNanos()))
                .as(call.seed() + track)
                .isZero();
    }
}
