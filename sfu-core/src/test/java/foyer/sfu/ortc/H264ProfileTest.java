package foyer.sfu.ortc;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.ortc.H264Profile.Profile;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class H264ProfileTest {
    private static Map<String, Object> id(String profileLevelId) {
        return Map.of("profile-level-id", profileLevelId);
    }

    private static Map<String, Object> asymmetric(String profileLevelId) {
        return Map.of("profile-level-id", profileLevelId, "level-asymmetry-allowed", "1");
    }

    private static Profile profile(String hex) {
        return H264Profile.parse(hex).orElseThrow().profile();
    }

    @Test
    void readsTheProfilesOfTheTable() {
        // RFC 6184 8.1, table 5: profile_idc, profile_iop
        assertThat(profile("42e01f")).isEqualTo(Profile.CONSTRAINED_BASELINE); // 42 x1xx0000
        assertThat(profile("42401f")).isEqualTo(Profile.CONSTRAINED_BASELINE); // 42 x1xx0000
        assertThat(profile("4d801f")).isEqualTo(Profile.CONSTRAINED_BASELINE); // 4D 1xxx0000
        assertThat(profile("58c01f")).isEqualTo(Profile.CONSTRAINED_BASELINE); // 58 11xx0000
        assertThat(profile("42001f")).isEqualTo(Profile.BASELINE); // 42 x0xx0000
        assertThat(profile("58801f")).isEqualTo(Profile.BASELINE); // 58 10xx0000
        assertThat(profile("4d001f")).isEqualTo(Profile.MAIN); // 4D 0x0x0000
        assertThat(profile("4D401F")).isEqualTo(Profile.MAIN); // 4D 0x0x0000
        assertThat(profile("64001f")).isEqualTo(Profile.HIGH); // 64 00000000
        assertThat(profile("640c1f")).isEqualTo(Profile.CONSTRAINED_HIGH); // 64 00001100
        assertThat(profile("f4001f")).isEqualTo(Profile.PREDICTIVE_HIGH_444); // F4 00000000
    }

    @Test
    void tellsLevel1bFrom11() {
        assertThat(H264Profile.parse("42f00b").orElseThrow().level())
                .isEqualTo(H264Profile.LEVEL_1B);
        assertThat(H264Profile.parse("42e00b").orElseThrow().level()).isEqualTo(110);
        assertThat(H264Profile.parse("4d100b").orElseThrow()).hasToString("4d100b");
    }

    @Test
    void refusesWhatIsNoProfile() {
        for (String hex :
                new String[] {
                    "", "42e01", "42e01f0", "42e0zz", "000000", "42e0ff", "42ef1f", "-2e01f",
                    "é2e01f"
                }) {
            assertThat(H264Profile.parse(hex)).as(hex).isEmpty();
        }
        assertThat(H264Profile.matches(id("nonsense"), id("nonsense"))).isFalse();
    }

    @Test
    void matchesTheProfileWhateverTheLevel() {
        assertThat(H264Profile.matches(id("42e01f"), id("42c033"))).isTrue();
        assertThat(H264Profile.matches(id("42e01f"), id("42001f"))).isFalse();
        assertThat(H264Profile.matches(id("42e01f"), Map.of())).isTrue();
    }

    @Test
    void answersTheLowerLevelUnlessBothAllowAsymmetry() {
        assertThat(H264Profile.answer(id("42e033"), id("42e01f"))).contains("42e01f");
        assertThat(H264Profile.answer(id("42e01f"), id("42e033"))).contains("42e01f");
        assertThat(H264Profile.answer(asymmetric("42e033"), id("42e01f"))).contains("42e01f");
        assertThat(H264Profile.answer(asymmetric("42e033"), asymmetric("42e01f")))
                .contains("42e033");
        assertThat(H264Profile.answer(id("42f00b"), id("42e00a"))).contains("42e00a");
        assertThat(H264Profile.answer(id("42f00b"), id("42e00b"))).contains("42f00b");
        assertThat(H264Profile.answer(Map.of(), Map.of())).isEmpty();
    }

    @Test
    void readsBackWhatItWrites() {
        Random random = new Random(6184);
        for (int i = 0; i < 200_000; i++) {
            String hex = String.format("%06x", random.nextInt(1 << 24));
            H264Profile.parse(hex)
                    .ifPresent(p -> assertThat(H264Profile.parse(p.toString())).contains(p));
        }
    }
}
