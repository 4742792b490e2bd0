package foyer.sfu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SegmentationTest {
    private final Segmentation segmentation = new Segmentation(true);

    @Test
    void onePathThatRefusesEndsNothing() {
        for (int i = 0; i < 100; i++) {
            assertThat(segmentation.refused()).isFalse();
            segmentation.sent(4);
        }
        assertThat(segmentation.mostSegments()).isEqualTo(64);
        assertThat(segmentation.refusals()).isEqualTo(100);
        assertThat(segmentation.sends()).isEqualTo(100);
        assertThat(segmentation.datagrams()).isEqualTo(400);
    }

    @Test
    void whereNobodyTakesItItIsGivenUpOnce() {
        for (int i = 0; i < 15; i++) {
            assertThat(segmentation.refused()).isFalse();
        }
        assertThat(segmentation.refused()).isTrue();
        assertThat(segmentation.mostSegments()).isEqualTo(1);
        assertThat(segmentation.refused()).isFalse();
    }

    @Test
    void isNotTriedWhereThereIsNone() {
        assertThat(new Segmentation(false).mostSegments()).isEqualTo(1);
    }
}
