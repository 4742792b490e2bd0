package foyer.sfu.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScalabilityModeTest {
    @Test
    void readsLayers() {
        assertThat(ScalabilityMode.parse("L1T2")).isEqualTo(new ScalabilityMode(1, 2, false));
        assertThat(ScalabilityMode.parse("L3T3_KEY")).isEqualTo(new ScalabilityMode(3, 3, true));
        assertThat(ScalabilityMode.parse("L3T2_KEY_SHIFT"))
                .isEqualTo(new ScalabilityMode(3, 2, true));
        assertThat(ScalabilityMode.parse("S2T1")).isEqualTo(new ScalabilityMode(2, 1, false));
        assertThat(ScalabilityMode.parse("L3T3h")).isEqualTo(new ScalabilityMode(3, 3, false));
        assertThat(ScalabilityMode.parse("L10T12")).isEqualTo(new ScalabilityMode(10, 12, false));
    }

    @Test
    void takesAnythingElseForOneLayer() {
        ScalabilityMode one = new ScalabilityMode(1, 1, false);
        assertThat(ScalabilityMode.parse(null)).isEqualTo(one);
        assertThat(ScalabilityMode.parse("")).isEqualTo(one);
        assertThat(ScalabilityMode.parse("l3t3")).isEqualTo(one);
        assertThat(ScalabilityMode.parse("L0T1")).isEqualTo(one);
        assertThat(ScalabilityMode.parse("xL3T3")).isEqualTo(one);
    }
}
