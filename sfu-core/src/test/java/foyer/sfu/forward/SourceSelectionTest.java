package foyer.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.LayerPreference;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SourceSelectionTest {
    private final SourceSelection selection = new SourceSelection();

    @Test
    void aimsAtTheHighestThatFlows() {
        assertThat(selection.aim(flows("xxx"))).isTrue();
        assertThat(selection.target()).isEqualTo(2);
        assertThat(selection.current()).isEqualTo(SourceSelection.NONE);
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

        assertThat(selection.current()).isEqualTo(SourceSelection.NONE);
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
            int within = SourceSelection.NONE;
            int lowest = SourceSelection.NONE;
            for (int s = flows.length - 1; s >= 0; s--) {
                within = flows[s] && s <= ceiling && within < 0 ? s : within;
                lowest = flows[s] ? s : lowest;
            }
            SourceSelection fresh = new SourceSelection();
            fresh.prefer(new LayerPreference(ceiling, 0));
            fresh.aim(flows);
            assertThat(fresh.target())
                    .as("seed %d, round %d", seed, i)
                    .isEqualTo(within >= 0 ? within : lowest);
        }
    }

    private static boolean[] flows(String pattern) {
        boolean[] flows = new boolean[pattern.length()];
        for (int i = 0; i < flows.length; i++) {
            flows[i] = pattern.charAt(i) == 'x';
        }
        return flows;
    }
}
