package foyer.sfu.router;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LossMarkTest {
    private final LossMark mark = new LossMark();

    @Test
    void risesByWhatIsNewlyLost() {
        assertThat(mark.rise(0)).isZero();
        assertThat(mark.rise(3)).isEqualTo(3);
        assertThat(mark.rise(3)).isZero();
        assertThat(mark.rise(5)).isEqualTo(2);
    }

    @Test
    void doesNotCountAgainWhatCameLateAndIsLostOnceMore() {
        assertThat(mark.rise(5)).isEqualTo(5);
        assertThat(mark.rise(2)).isZero();
        assertThat(mark.rise(-4)).isZero();
        assertThat(mark.rise(5)).isZero();
        assertThat(mark.rise(6)).isEqualTo(1);
    }
}
