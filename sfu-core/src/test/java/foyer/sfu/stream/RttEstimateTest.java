package foyer.sfu.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RttEstimateTest {
    private final RttEstimate rtt = new RttEstimate();

    @Test
    void assumesSomethingBeforeItKnows() {
        assertThat(rtt.known()).isFalse();
        assertThat(rtt.nanos()).isEqualTo(RttEstimate.DEFAULT_NANOS);
    }

    @Test
    void movesByAnEighth() {
        rtt.sample(40_000_000);
        assertThat(rtt.nanos()).isEqualTo(40_000_000);
        rtt.sample(120_000_000);
        assertThat(rtt.nanos()).isEqualTo(50_000_000);
        assertThat(rtt.lastNanos()).isEqualTo(120_000_000);
    }

    @Test
    void ignoresWhatCannotBe() {
        rtt.sample(-1);
        rtt.sample(11_000_000_000L);
        assertThat(rtt.known()).isFalse();
    }
}
