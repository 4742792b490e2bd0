package foyer.sfu.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.wire.DropReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A router at home gives a peer another port in the middle of a call: nobody here is told. */
class AddressChangeTest {
    private static final long SEED = Long.getLong("foyer.seed", 81);
    private static final Duration MOVED = Duration.ofSeconds(6);
    private static final Duration CHECKED = Duration.ofMillis(6_400);

    /** There and back on a clean line, and a frame's time. */
    private static final long SOON = Duration.ofMillis(120).toNanos();

    private final Scenario call = new Scenario(SEED);
    private final VirtualPeer anna = call.peer("anna", LinkConditions.CLEAN);
    private final VirtualPeer ben = call.peer("ben", LinkConditions.CLEAN);

    @Test
    void mediaGoesOnWithTheFirstPacketBehindACheckFromTheNewAddress() {
        call.everybodyMeets(Duration.ZERO);
        call.at(MOVED, anna::rebind).at(CHECKED, anna::checkNow);
        call.run(CHECKED);
        long strangers = call.server().drops().of(DropReason.UNKNOWN_SOURCE);
        assertThat(strangers).as("packets from nobody").isGreaterThan(50);
        // Nothing is believed without a check: an address can be forged.
        long moved = Scenario.nanosAt(MOVED);
        assertThat(ben.videoFrom(anna).lastPacketNanos()).isLessThan(moved + SOON);
        assertThat(anna.videoFrom(ben).lastPacketNanos()).isLessThan(moved + SOON);

        call.run(Duration.ofSeconds(10));
        long checked = Scenario.nanosAt(CHECKED);
        assertThat(firstAfter(ben.audioFrom(anna), checked)).isLessThan(checked + SOON);
        assertThat(firstAfter(ben.videoFrom(anna), checked)).isLessThan(checked + SOON);
        assertThat(firstAfter(anna.audioFrom(ben), checked)).isLessThan(checked + SOON);
        assertThat(firstAfter(anna.videoFrom(ben), checked)).isLessThan(checked + SOON);
        for (ReceivedTrack track : call.videoTracks()) {
            assertThat(track.shownNanosAfter(checked) - checked)
                    .as(call.seed() + "a picture is shown")
                    .isBetween(0L, Duration.ofMillis(500).toNanos());
        }
        assertThat(call.problems()).isEmpty();
    }

    private static long firstAfter(ReceivedTrack track, long nanos) {
        return track.packets().stream()
                .mapToLong(ReceivedPacket::arrivalNanos)
                .filter(at -> at >= nanos)
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
