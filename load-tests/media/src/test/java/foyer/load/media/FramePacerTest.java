package foyer.load.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FramePacerTest {
    private static final long MS = 1_000_000;

    /** Half a second before the clock wraps around. */
    private static final long START = Long.parseLong("9223372036354775807");

    @Test
    void sendsThirtyFramesASecondForHowLongEver() {
        FramePacer pacer = new FramePacer(0, 30);
        long last = 0;
        for (int i = 0; i < 30 * 3600; i++) {
            last = pacer.nextDueNanos();
            assertThat(pacer.take(last)).isZero();
        }
        assertThat(last).isEqualTo(3600_000 * MS - 33_333_334);
    }

    @Test
    void sendsNothingEarly() {
        FramePacer pacer = new FramePacer(START, 50);
        assertThat(pacer.take(START - 1)).isNegative();
        assertThat(pacer.take(START)).isZero();
        assertThat(pacer.take(START)).isEqualTo(-20 * MS);
        assertThat(pacer.frame()).isZero();
    }

    @Test
    void doesNotAddLatenessUp() {
        FramePacer pacer = new FramePacer(START, 50);
        assertThat(pacer.take(START + 7 * MS)).isEqualTo(7 * MS);
        assertThat(pacer.nextDueNanos()).isEqualTo(START + 20 * MS);
        assertThat(pacer.takeSkipped()).isZero();
    }

    @Test
    void leavesOutWhatItMissedInsteadOfSendingABurst() {
        FramePacer pacer = new FramePacer(START, 50);
        assertThat(pacer.take(START + 1005 * MS)).isEqualTo(1005 * MS);
        assertThat(pacer.frame()).isEqualTo(50);
        assertThat(pacer.takeSkipped()).isEqualTo(50);
        assertThat(pacer.takeSkipped()).isZero();
        assertThat(pacer.nextDueNanos() - (START + 1020 * MS)).isZero();
    }
}
