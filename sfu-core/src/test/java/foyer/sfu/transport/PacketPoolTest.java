package foyer.sfu.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PacketPoolTest {
    private static final long SECOND = 1_000_000_000L;

    private final PacketPool pool = new PacketPool();

    @Test
    void givesBackWhatABurstNeededOnceItIsOver() {
        use(2000);
        assertThat(pool.free()).isEqualTo(2000);
        long now = 0;
        for (int i = 0; i < 20; i++) {
            now += SECOND;
            use(50);
            assertThat(pool.trim(now)).isFalse();
        }
        assertThat(pool.free()).isBetween(50, 60);
    }

    @Test
    void keepsWhatIsNeededAgainAndAgain() {
        use(500);
        for (int i = 1; i < 20; i++) {
            use(500);
            pool.trim(i * SECOND);
        }
        assertThat(pool.free()).isEqualTo(500);
    }

    @Test
    void isEmptySoonAfterNothingIsSentAnyMore() {
        use(2000);
        int seconds = 1;
        while (!pool.trim(seconds * SECOND)) {
            seconds++;
        }
        assertThat(seconds).isBetween(10, 15);
        assertThat(pool.free()).isZero();
    }

    private void use(int packets) {
        List<PacketPool.Waiting> waiting = new ArrayList<>();
        for (int i = 0; i < packets; i++) {
            waiting.add(pool.take());
        }
        waiting.forEach(pool::give);
    }
}
