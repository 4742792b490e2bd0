package foyer.sfu.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class DropsTest {
    @Test
    void countsEachReasonByItself() {
        Drops drops = new Drops();
        drops.count(DropReason.TRUNCATED);
        drops.count(DropReason.TRUNCATED);
        drops.count(DropReason.CLOSED);

        assertThat(drops.snapshot())
                .containsExactly(entry(DropReason.TRUNCATED, 2L), entry(DropReason.CLOSED, 1L));
        assertThat(drops.of(DropReason.EMPTY)).isZero();
    }

    @Test
    void addsToASum() {
        Drops part = new Drops();
        Drops sum = new Drops();
        part.count(DropReason.SRTP_REPLAY);
        sum.count(DropReason.SRTP_REPLAY);
        part.addTo(sum);

        assertThat(sum.of(DropReason.SRTP_REPLAY)).isEqualTo(2);
        assertThat(part.of(DropReason.SRTP_REPLAY)).isEqualTo(1);
    }
}
