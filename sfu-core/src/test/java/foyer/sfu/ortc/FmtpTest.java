package foyer.sfu.ortc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class FmtpTest {
    private static int number(Object value) {
        return Fmtp.number(Map.of("apt", value), "apt", 7);
    }

    @Test
    void readsOneNumberInEveryWriting() {
        assertThat(number(96)).isEqualTo(96);
        assertThat(number(96L)).isEqualTo(96);
        assertThat(number(96.0)).isEqualTo(96);
        assertThat(number((short) 96)).isEqualTo(96);
        assertThat(number("96")).isEqualTo(96);
        assertThat(number(" 96 ")).isEqualTo(96);
        assertThat(Fmtp.number(Map.of(), "apt", 7)).isEqualTo(7);
    }

    @Test
    void takesNothingElseForANumber() {
        for (Object value :
                new Object[] {
                    -1,
                    0.5,
                    Double.NaN,
                    Double.POSITIVE_INFINITY,
                    1e300,
                    Long.MAX_VALUE,
                    "",
                    "-1",
                    "1e2",
                    "٣",
                    "99999999999999999999",
                    "0x10",
                    true
                }) {
            assertThat(number(value)).as("%s", value).isEqualTo(Fmtp.NOT_A_NUMBER);
        }
    }

    @Test
    void writesAProfileOfDigitsOnlyAsText() {
        assertThat(Fmtp.text(Map.of("id", 640032), "id", "")).isEqualTo("640032");
        assertThat(Fmtp.text(Map.of("id", 420029.0), "id", "")).isEqualTo("420029");
        assertThat(Fmtp.text(Map.of("id", "42e01f"), "id", "")).isEqualTo("42e01f");
    }
}
