package foyer.sfu.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.RouterEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeavingTest {
    private final Scenario call = new Scenario(23);
    private final VirtualPeer anna = call.peer("anna", LinkConditions.CLEAN);
    private final VirtualPeer ben = call.peer("ben", LinkConditions.CLEAN);
    private final VirtualPeer carl = call.peer("carl", LinkConditions.CLEAN);

    @Test
    void consumersEndWithTheirProducer() {
        call.everybodyMeets(Duration.ZERO);
        call.at(Duration.ofSeconds(3), () -> anna.publisher().closeProducer("anna-video"));
        call.run(Duration.ofSeconds(5));
        assertThat(call.server().events(RouterEvent.ConsumerClosed.class))
                .extracting(RouterEvent.ConsumerClosed::producerId)
                .containsExactly("anna-video", "anna-video");
        assertThat(call.server().events(RouterEvent.ProducerClosed.class))
                .extracting(RouterEvent.ProducerClosed::producerId)
                .containsExactly("anna-video");
        long closed = Scenario.nanosAt(Duration.ofMillis(3100));
        assertThat(carl.videoFrom(anna).lastPacketNanos()).isLessThan(closed);
        assertThat(carl.audioFrom(anna).lastPacketNanos()).isGreaterThan(closed);
        assertThat(call.problems()).isEmpty();
    }

    @Test
    void whoLeavesTakesEverythingAlong() {
        call.everybodyMeets(Duration.ZERO);
        call.at(Duration.ofSeconds(3), anna::leave).run(Duration.ofSeconds(5));
        assertThat(call.server().events(RouterEvent.ConsumerClosed.class)).hasSize(8);
        assertThat(call.server().stats().transports()).hasSize(4);
        assertThat(call.server().stats().producers()).hasSize(4);
        assertThat(call.server().stats().consumers()).hasSize(4);
        assertThat(ben.videoFrom(carl).lastPacketNanos())
                .isGreaterThan(Scenario.nanosAt(Duration.ofMillis(4900)));
        assertThat(call.problems()).isEmpty();
    }

    @Test
    void anIdleRoomIsHardlyWoken() {
        call.everybodyMeets(Duration.ZERO);
        for (VirtualPeer peer : List.of(anna, ben, carl)) {
            call.at(Duration.ofSeconds(5), () -> peer.publisher().stopAll());
        }
        call.run(Duration.ofSeconds(15));
        long before = call.server().wakeUps();
        call.run(Duration.ofSeconds(75));
        long wakeUps = call.server().wakeUps() - before;
        System.out.println("wake-ups of an idle room in 60 s: " + wakeUps);
        // Consent of six transports is looked at after 30 s each at most.
        assertThat(wakeUps).isLessThanOrEqualTo(18);
        assertThat(call.problems()).isEmpty();
    }

    @Test
    void anEmptyRoomIsNeverWoken() {
        call.everybodyMeets(Duration.ZERO);
        for (VirtualPeer peer : List.of(anna, ben, carl)) {
            call.at(Duration.ofSeconds(5), peer::leave);
        }
        call.run(Duration.ofSeconds(6));
        assertThat(call.server().nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(call.server().stats().transports()).isEmpty();
    }
}
