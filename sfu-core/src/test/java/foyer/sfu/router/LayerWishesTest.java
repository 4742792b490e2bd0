package foyer.sfu.router;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LayerWishesTest {
    private static final long SECOND = 1_000_000_000L;

    private final LayerWishes wishes = new LayerWishes(2);

    @Test
    void lessIsToldAfterAWhile() {
        wishes.wanted(1, 0);
        assertThat(wishes.fire(SECOND)).isFalse();
        wishes.wanted(0, SECOND);
        assertThat(wishes.nextDeadlineNanos()).isEqualTo(2 * SECOND);
        assertThat(wishes.fire(2 * SECOND)).isTrue();
        assertThat(wishes.told()).isZero();
        assertThat(wishes.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void moreIsToldAtOnce() {
        wishes.wanted(LayerWishes.NOBODY, 0);
        assertThat(wishes.fire(2 * SECOND)).isTrue();
        wishes.wanted(2, 3 * SECOND);
        assertThat(wishes.fire(3 * SECOND)).isTrue();
        assertThat(wishes.told()).isEqualTo(2);
    }

    @Test
    void whoComesBackInTimeIsNotNoticed() {
        wishes.wanted(0, 0);
        wishes.wanted(2, SECOND);
        assertThat(wishes.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(wishes.fire(3 * SECOND)).isFalse();
        assertThat(wishes.told()).isEqualTo(2);
    }
}
