package foyer.signaling.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class BuildInfoTest {
    @Test
    void isWhatTheBuildFilledIn() {
        BuildInfo build = BuildInfo.read();
        assertThat(build.version()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(Instant.parse(build.buildTime())).isAfter(Instant.parse("2020-01-01T00:00:00Z"));
        assertThat(build.commit()).matches("unknown|[0-9a-f]{7,40}(-dirty)?");
    }

    @Test
    void isUnknownWhereTheBuildWasNotTold() {
        Properties properties = new Properties();
        properties.setProperty("version", "1.2.3");
        properties.setProperty("commit", "${foyer.commit}");
        assertThat(BuildInfo.of(properties))
                .isEqualTo(new BuildInfo("1.2.3", "unknown", "unknown"));
    }
}
