package foyer.sfu.router;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LayerWishesTest {
    private static final long SECOND = 1_000_000_000L;

    /** Long after the beginning. */
    private static final long LATER = 60 * SECOND;

    private final LayerWishes wishes = LayerWishes.ofSender(2);

    LayerWishesTest() {
        wishes.wanted(2, 2, 0);
    }

    @Test
    void lessIsToldAfterAMoment() {
        wishes.wanted(1, 1, LATER);
        assertThat(wishes.fire(LATER + SECOND / 2)).isFalse();
        wishes.wanted(0, 0, LATER + SECOND / 2);
        assertThat(wishes.nextDeadlineNanos()).isBetween(LATER + SECOND / 2, LATER + SECOND);
        assertThat(wishes.fire(LATER + SECOND)).isTrue();
        assertThat(wishes.told()).isZero();
        assertThat(wishes.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void anotherRouterIsToldLessAtOnceAndWhatBandwidthForbids() {
        LayerWishes piped = LayerWishes.ofRouter(2);
        piped.wanted(2, 2, LATER);
        assertThat(piped.fire(LATER)).isFalse();
        piped.wanted(0, 2, LATER);
        assertThat(piped.fire(LATER)).isTrue();
        assertThat(piped.told()).isZero();
        assertThat(piped.toldPreferred()).isEqualTo(2);
        piped.wanted(0, 1, LATER);
        assertThat(piped.fire(LATER)).isTrue();
        assertThat(piped.toldPreferred()).isEqualTo(1);
        piped.wanted(0, 1, LATER + SECOND);
        assertThat(piped.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void moreIsToldAtOnce() {
        wishes.wanted(LayerWishes.NOBODY, LayerWishes.NOBODY, LATER);
        assertThat(wishes.fire(LATER + 2 * SECOND)).isTrue();
        wishes.wanted(2, 2, LATER + 3 * SECOND);
        assertThat(wishes.fire(LATER + 3 * SECOND)).isTrue();
        assertThat(wishes.told()).isEqualTo(2);
    }

    @Test
    void whoComesBackInTimeIsNotNoticed() {
        wishes.wanted(0, 0, LATER);
        wishes.wanted(2, 2, LATER + SECOND / 2);
        assertThat(wishes.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(wishes.fire(LATER + 3 * SECOND)).isFalse();
        assertThat(wishes.told()).isEqualTo(2);
    }

    @Test
    void bandwidthMayComeBackForLonger() {
        wishes.wanted(0, 2, LATER);
        assertThat(wishes.fire(LATER + 4 * SECOND)).isFalse();
        assertThat(wishes.fire(LATER + 5 * SECOND)).isTrue();
        assertThat(wishes.told()).isZero();
    }

    @Test
    void whoStopsWantingWhatHasNoBandwidthIsNotWaitedFor() {
        wishes.wanted(0, 2, LATER);
        wishes.wanted(0, 0, LATER + SECOND);
        assertThat(wishes.fire(LATER + 2 * SECOND)).isTrue();
    }

    @Test
    void atTheBeginningEverybodyIsOnTheWay() {
        LayerWishes fresh = LayerWishes.ofSender(2);
        fresh.wanted(LayerWishes.NOBODY, LayerWishes.NOBODY, LATER);
        assertThat(fresh.fire(LATER + SECOND)).isFalse();
        assertThat(fresh.fire(LATER + 2 * SECOND)).isTrue();
    }
}
