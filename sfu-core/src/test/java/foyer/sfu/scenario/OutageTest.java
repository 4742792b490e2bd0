package foyer.sfu.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A receiver whose network goes, both ways, and comes back. */
class OutageTest {
    private static final long SEED = Long.getLong("foyer.seed", 12);
    private static final long MBIT = 1_000_000;
    private static final int GONE_AT = 10;

    private final Narrow call = new Narrow(SEED, 2);

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 12, 25})
    void picturesAreBackWithinASecondAsLargeAsBefore(int seconds) {
        Narrow.Receiver anna =
                call.receiver(call.bottleneck(3 * MBIT, 60_000), LinkConditions.CLEAN);
        double back = GONE_AT + seconds;
        call.at(GONE_AT, () -> network(anna, LinkConditions.CLEAN.losing(1)));
        call.at(back, () -> network(anna, LinkConditions.CLEAN));
        call.run(GONE_AT);
        int before = call.layers(anna);
        call.run(back + 5);
        for (int i = 0; i < 2; i++) {
            long shown = call.video(anna, i).shownNanosAfter(Narrow.nanos(back));
            assertThat(shown - Narrow.nanos(back))
                    .as("seed " + SEED + ": until a picture is shown")
                    .isBetween(0L, Duration.ofSeconds(1).toNanos());
        }
        assertThat(call.layers(anna)).as("seed " + SEED + ": layers").isEqualTo(before);
        assertThat(anna.meanShare(back + 1, back + 5)).isBetween(0.7, 1.2);
    }

    /** After thirty seconds consent is withdrawn: only a check tells that the path is back. */
    @ParameterizedTest
    @ValueSource(ints = {35, 60})
    void afterConsentHasEndedTheNextCheckBringsPicturesBack(int seconds) {
        Narrow.Receiver anna =
                call.receiver(call.bottleneck(3 * MBIT, 60_000), LinkConditions.CLEAN);
        double back = GONE_AT + seconds;
        call.at(GONE_AT, () -> network(anna, LinkConditions.CLEAN.losing(1)));
        call.at(back, () -> network(anna, LinkConditions.CLEAN));
        call.at(back, () -> anna.peer.subscriber().transport().checkNow());
        call.run(back + 5);
        for (int i = 0; i < 2; i++) {
            long shown = call.video(anna, i).shownNanosAfter(Narrow.nanos(back));
            assertThat(shown - Narrow.nanos(back))
                    .as("seed " + SEED + ": until a picture is shown")
                    .isBetween(0L, Duration.ofSeconds(1).toNanos());
        }
    }

    private static void network(Narrow.Receiver receiver, LinkConditions conditions) {
        receiver.peer.uplink().conditions(conditions);
        receiver.peer.downlink().conditions(conditions);
    }
}
