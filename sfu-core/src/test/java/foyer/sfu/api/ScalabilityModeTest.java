package foyer.sfu.api;

import static foyer.sfu.api.ScalabilityMode.Dependency.ALWAYS;
import static foyer.sfu.api.ScalabilityMode.Dependency.KEY_PICTURES;
import static foyer.sfu.api.ScalabilityMode.Dependency.NEVER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScalabilityModeTest {
    /** W3C WebRTC-SVC, table of scalability modes. */
    private static final List<String> W3C =
            List.of(
                    "L1T1",
                    "L1T2",
                    "L1T3",
                    "L2T1",
                    "L2T2",
                    "L2T3",
                    "L3T1",
                    "L3T2",
                    "L3T3",
                    "L2T1h",
                    "L2T2h",
                    "L2T3h",
                    "L3T1h",
                    "L3T2h",
                    "L3T3h",
                    "S2T1",
                    "S2T2",
                    "S2T3",
                    "S3T1",
                    "S3T2",
                    "S3T3",
                    "S2T1h",
                    "S2T2h",
                    "S2T3h",
                    "S3T1h",
                    "S3T2h",
                    "S3T3h",
                    "L2T1_KEY",
                    "L2T2_KEY",
                    "L2T2_KEY_SHIFT",
                    "L2T3_KEY",
                    "L2T3_KEY_SHIFT",
                    "L3T1_KEY",
                    "L3T2_KEY",
                    "L3T2_KEY_SHIFT",
                    "L3T3_KEY",
                    "L3T3_KEY_SHIFT");

    @Test
    void readsEveryModeOfTheStandard() {
        for (String mode : W3C) {
            ScalabilityMode read = ScalabilityMode.parse(mode);
            assertThat(read.spatialLayers()).as(mode).isEqualTo(mode.charAt(1) - '0');
            assertThat(read.temporalLayers()).as(mode).isEqualTo(mode.charAt(3) - '0');
            ScalabilityMode.Dependency dependency =
                    mode.contains("_KEY") ? KEY_PICTURES : mode.startsWith("S") ? NEVER : ALWAYS;
            assertThat(read.dependency()).as(mode).isEqualTo(dependency);
        }
    }

    @Test
    void readsModesNobodyKnowsYetAsFarAsTheyGo() {
        assertThat(ScalabilityMode.parse("L10T12")).isEqualTo(new ScalabilityMode(10, 12, ALWAYS));
        assertThat(ScalabilityMode.parse("L2T2_ODD")).isEqualTo(new ScalabilityMode(2, 2, ALWAYS));
    }

    @Test
    void takesAnythingElseForOneLayer() {
        assertThat(ScalabilityMode.parse(null)).isEqualTo(ScalabilityMode.L1T1);
        for (String mode : List.of("", "l3t3", "L0T1", "xL3T3", "nonsense")) {
            assertThat(ScalabilityMode.parse(mode)).as(mode).isEqualTo(ScalabilityMode.L1T1);
        }
    }
}
