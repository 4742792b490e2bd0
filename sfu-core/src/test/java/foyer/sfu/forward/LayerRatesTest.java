package foyer.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.LayerPreference;
import org.junit.jupiter.api.Test;

class LayerRatesTest {
    private static final long MS = 1_000_000L;
    private static final int[] PATTERN = {0, 2, 1, 2};

    private final LayerRates rates = new LayerRates(2);
    private long now;
    private int pictures;

    /** Some frames of streams of three temporal layers, at 40 a second. */
    private void flow(int frames, int... streams) {
        for (int i = 0; i < frames; i++) {
            for (int stream : streams) {
                rates.received(stream, PATTERN[pictures % 4], stream == 0 ? 1000 : 3000, 0, now);
                rates.frameEnded(stream);
            }
            pictures++;
            now += 25 * MS;
        }
    }

    @Test
    void aLadderIsCumulativeAndAscends() {
        flow(80, 0, 1);
        // 1000 and 3000 bytes, 10, 20 and 40 times a second; S1T0 takes less than S0T2.
        assertThat(rates.ladder(LayerPreference.HIGHEST, now))
                .usingElementComparator(LayerRatesTest::compare)
                .containsExactly(
                        new Rung(0, 0, 80_000),
                        new Rung(0, 1, 160_000),
                        new Rung(0, 2, 320_000),
                        new Rung(1, 1, 480_000),
                        new Rung(1, 2, 960_000));
    }

    @Test
    void aLadderKeepsToItsCeiling() {
        flow(80, 0, 1);
        assertThat(rates.ladder(new LayerPreference(0, 1), now))
                .usingElementComparator(LayerRatesTest::compare)
                .containsExactly(new Rung(0, 0, 80_000), new Rung(0, 1, 160_000));
    }

    /** The window ends somewhere in the pattern. */
    private static int compare(Rung is, Rung expected) {
        boolean same =
                is.spatialLayer() == expected.spatialLayer()
                        && is.temporalLayer() == expected.temporalLayer()
                        && Math.abs(is.bitrateBps() - expected.bitrateBps())
                                < expected.bitrateBps() / 10;
        return same ? 0 : 1;
    }

    @Test
    void upperLayersCountWhatTheyNeedOfLowerOnes() {
        LayerRates layered = new LayerRates(2);
        for (int i = 0; i < 80; i++) {
            // Each fourth picture of the lower layer is needed by the upper.
            layered.received(0, 0, 1000, i % 4 == 0 ? 1000 : 0, i * 25L * MS);
            layered.received(1, 0, 2000, 0, i * 25L * MS);
        }
        assertThat(layered.bitsPerSecond(0, 0, 80 * 25 * MS)).isBetween(300_000L, 340_000L);
        assertThat(layered.bitsPerSecond(1, 0, 80 * 25 * MS)).isBetween(680_000L, 760_000L);
    }

    @Test
    void aStreamThatStopsWhileOthersGoOnHasStopped() {
        flow(80, 0, 1);
        flow(20, 0);
        rates.observe(now);
        assertThat(rates.flows(1)).as("half a second is a hiccup").isTrue();
        flow(10, 0);
        rates.observe(now);
        assertThat(rates.flows(1)).isFalse();
        assertThat(rates.highestWithin(5)).isZero();
        assertThat(rates.ladder(LayerPreference.HIGHEST, now)).hasSize(3);
        flow(1, 0, 1);
        rates.observe(now);
        assertThat(rates.flows(1)).isTrue();
    }

    @Test
    void silenceOfAllStopsNothing() {
        flow(80, 0, 1);
        now += 10_000 * MS;
        rates.observe(now);
        assertThat(rates.flows(0)).isTrue();
        assertThat(rates.flows(1)).isTrue();
        assertThat(rates.topTemporal(1)).isEqualTo(2);
    }

    @Test
    void aSlideThatIsSentOnceASecondHasNotStopped() {
        for (int i = 0; i < 10; i++) {
            for (int stream = 0; stream < 2; stream++) {
                rates.received(stream, 0, 1000, 0, now);
                rates.frameEnded(stream);
                now += 500 * MS;
                rates.observe(now);
                assertThat(rates.flows(0)).isTrue();
            }
        }
        assertThat(rates.flows(1)).isTrue();
    }

    @Test
    void aTemporalLayerThatIsNoLongerSentIsGone() {
        flow(80, 0);
        for (int i = 0; i < 40; i++) {
            rates.received(0, 0, 1000, 0, now);
            rates.frameEnded(0);
            now += 25 * MS;
        }
        rates.observe(now);
        assertThat(rates.topTemporal(0)).isZero();
    }

    @Test
    void whatTheSenderSaysItLeavesOutDoesNotFlow() {
        flow(80, 0, 1);
        rates.activeUpTo(0);
        rates.observe(now);
        assertThat(rates.topSpatial()).isZero();
    }

    @Test
    void layersNobodyKnowsAreTakenForTheHighest() {
        rates.received(100, 100, 10, 10, 0);
        assertThat(rates.spatialLayers()).isEqualTo(LayerRates.MAX_LAYERS);
        assertThat(rates.topTemporal(7)).isEqualTo(7);
    }
}
