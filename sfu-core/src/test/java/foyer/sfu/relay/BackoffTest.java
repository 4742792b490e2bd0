package foyer.sfu.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void waitsTwiceAsLongEachTime() {
        // Sent again after 0.2, 0.6, 1.4, 3, 6.2 and 12.6 s.
        assertThat(data(0)).isEqualTo(200);
        assertThat(data(601)).isEqualTo(799);
        assertThat(data(5_000)).isEqualTo(1_200);
        assertThat(data(12_000)).isEqualTo(600);
    }

    @Test
    void asksForAConnectionAgainAfterASecond() {
        // 1, 3, 7 and 15 s.
        assertThat(connecting(900)).isEqualTo(100);
        assertThat(connecting(7_500)).isEqualTo(7_500);
    }

    private static long data(long ageMillis) {
        return millis(Backoff.forData(5, 5 + nanos(ageMillis)));
    }

    private static long connecting(long ageMillis) {
        return millis(Backoff.forConnecting(5, 5 + nanos(ageMillis)));
    }

    private static long nanos(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }

    private static long millis(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }
}
