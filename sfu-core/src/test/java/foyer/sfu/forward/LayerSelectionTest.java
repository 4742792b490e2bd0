package foyer.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.LayerPreference;
import foyer.sfu.api.LayerReason;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LayerSelectionTest {
    private final LayerSelection selection = new LayerSelection();

    @Test
    void aimsAtTheHighestThatFlows() {
        assertThat(selection.aim(flows("xxx"))).isTrue();
        assertThat(selection.target()).isEqualTo(2);
        assertThat(selection.current()).isEqualTo(LayerSelection.NONE);
    }

    @Test
    void aimsWithinTheCeiling() {
        selection.prefer(new LayerPreference(1, 0));
        selection.aim(flows("xxx"));

        assertThat(selection.target()).isEqualTo(1);
    }

    @Test
    void partialLadderGivesTheNearestBelowTheCeiling() {
        selection.prefer(new LayerPreference(1, 0));
        selection.aim(flows("x-x"));

        assertThat(selection.target()).isZero();
    }

    @Test
    void allAboveTheCeilingGivesTheLowest() {
        selection.prefer(new LayerPreference(0, 0));
        selection.aim(flows("-xx"));

        assertThat(selection.target()).isEqualTo(1);
        assertThat(selection.acceptsAt(1)).isTrue();
        assertThat(selection.acceptsAt(2)).isFalse();
    }

    @Test
    void aimsOnceAndKeepsTheAim() {
        assertThat(selection.aim(flows("xx"))).isTrue();
        assertThat(selection.aim(flows("xx"))).isFalse();
        selection.switched(1);
        assertThat(selection.aim(flows("xx"))).isFalse();
    }

    @Test
    void goesAroundAStoppedStreamAndBack() {
        selection.aim(flows("xxx"));
        selection.switched(2);

        assertThat(selection.aim(flows("xx-"))).isTrue();
        assertThat(selection.target()).isEqualTo(1);
        selection.switched(1);
        assertThat(selection.aim(flows("xxx"))).isTrue();
        assertThat(selection.target()).isEqualTo(2);
    }

    @Test
    void aimThatComesBackToTheCurrentStreamNeedsNoKeyFrame() {
        selection.aim(flows("xx"));
        selection.switched(1);
        selection.aim(flows("x-"));

        assertThat(selection.aim(flows("xx"))).isFalse();
        assertThat(selection.acceptsAt(0)).isFalse();
        assertThat(selection.acceptsAt(1)).isFalse();
    }

    @Test
    void silenceOfAllKeepsTheAim() {
        selection.aim(flows("xx"));
        selection.switched(1);

        assertThat(selection.aim(flows("--"))).isFalse();
        assertThat(selection.target()).isEqualTo(1);
    }

    @Test
    void emptyScreenTakesAnyPictureWithinTheCeiling() {
        selection.aim(flows("xxx"));

        assertThat(selection.acceptsAt(0)).isTrue();
        selection.switched(0);
        assertThat(selection.target()).isEqualTo(2);
        assertThat(selection.acceptsAt(1)).isFalse();
        assertThat(selection.acceptsAt(2)).isTrue();
    }

    @Test
    void afterAStopTheAimIsTakenAnew() {
        selection.aim(flows("xx"));
        selection.switched(1);
        selection.stop();

        assertThat(selection.current()).isEqualTo(LayerSelection.NONE);
        assertThat(selection.aim(flows("xx"))).isTrue();
    }

    @Test
    void aimIsTheHighestWithinTheCeilingOrTheLowestOfAll() {
        long seed = 26;
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            boolean[] flows = new boolean[1 + random.nextInt(4)];
            for (int s = 0; s < flows.length; s++) {
                flows[s] = random.nextBoolean();
            }
            int ceiling = random.nextInt(4);
            int within = LayerSelection.NONE;
            int lowest = LayerSelection.NONE;
            for (int s = flows.length - 1; s >= 0; s--) {
                within = flows[s] && s <= ceiling && within < 0 ? s : within;
                lowest = flows[s] ? s : lowest;
            }
            LayerSelection fresh = new LayerSelection();
            fresh.prefer(new LayerPreference(ceiling, 0));
            fresh.aim(flows(flows));
            assertThat(fresh.target())
                    .as("seed %d, round %d", seed, i)
                    .isEqualTo(within >= 0 ? within : lowest);
        }
    }

    @Test
    void bandwidthIsACeilingWithinThePreference() {
        selection.prefer(new LayerPreference(1, 2));
        selection.allow(2, 1, flows("xxx"), 0);
        selection.aim(flows("xxx"));
        assertThat(selection.target()).isEqualTo(1);
        assertThat(selection.targetTemporal()).isEqualTo(2);

        selection.allow(1, 0, flows("xxx"), 0);
        selection.aim(flows("xxx"));
        assertThat(selection.target()).isEqualTo(1);
        assertThat(selection.targetTemporal()).isZero();

        selection.allow(0, 1, flows("xxx"), 0);
        selection.aim(flows("xxx"));
        assertThat(selection.target()).isZero();
        assertThat(selection.targetTemporal()).isEqualTo(1);
        selection.allowAll();
        selection.aim(flows("xxx"));
        assertThat(selection.target()).isEqualTo(1);
        assertThat(selection.targetTemporal()).isEqualTo(2);
    }

    @Test
    void saysWhatLimits() {
        assertThat(selection.reason()).isEqualTo(LayerReason.NOTHING_SENT);
        assertThat(reason("xxx")).isEqualTo(LayerReason.HIGHEST);
        assertThat(reason("xx-")).isEqualTo(LayerReason.NOT_SENT);
        selection.prefer(new LayerPreference(1, 2));
        assertThat(reason("xxx")).isEqualTo(LayerReason.PREFERRED);
        assertThat(reason("x-x")).isEqualTo(LayerReason.NOT_SENT);
        selection.allow(0, 2, flows("xxx"), 0);
        assertThat(reason("xxx")).isEqualTo(LayerReason.BANDWIDTH);
        selection.switched(1);
        assertThat(selection.reason()).isEqualTo(LayerReason.WAITING_FOR_KEY_FRAME);
    }

    @Test
    void whatDidNotFitIsNotWishedForAWhile() {
        long second = 1_000_000_000L;
        assertThat(selection.wished(0)).isEqualTo(Integer.MAX_VALUE);
        selection.allow(1, 2, flows("xxx"), second);
        assertThat(selection.wished(2 * second)).isEqualTo(1);
        // Nothing more is sent, so nothing more can be allowed.
        selection.allow(1, 2, flows("xx-"), 3 * second);
        assertThat(selection.wished(10 * second)).isEqualTo(1);
        assertThat(selection.wished(12 * second)).isEqualTo(Integer.MAX_VALUE);
    }

    private LayerReason reason(String flows) {
        selection.aim(flows(flows));
        selection.switched(selection.target());
        return selection.reason();
    }

    private static LayerRates flows(String pattern) {
        boolean[] flows = new boolean[pattern.length()];
        for (int i = 0; i < flows.length; i++) {
            flows[i] = pattern.charAt(i) == 'x';
        }
        return flows(flows);
    }

    private static LayerRates flows(boolean[] flows) {
        LayerRates rates = new LayerRates(flows.length);
        for (int i = 0; i < flows.length; i++) {
            if (flows[i]) {
                rates.received(i, 0, 100, 0, 0);
            }
        }
        return rates;
    }
}
