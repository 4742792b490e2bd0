package foyer.sfu.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IndexWindowTest {
    @Test
    void estimatesAcrossTheWrapInBothDirections() {
        IndexWindow window = IndexWindow.startingAt(1, 0xfff0);
        assertThat(window.estimate(5)).isEqualTo(0x1_0005);
        window.accept(0x1_0005);
        assertThat(window.estimate(0xfffe)).isEqualTo(0xfffe);
        assertThat(window.estimate(6)).isEqualTo(0x1_0006);
    }

    @Test
    void nothingPrecedesRollOverCounterZero() {
        IndexWindow window = IndexWindow.startingAt(1, 3);
        assertThat(window.estimate(0xffff)).isEqualTo(0xffff);
    }

    @Test
    void knowsExactlyWhatItTookWithinItsReach() {
        long seed = 0x1dc0de;
        Random random = new Random(seed);
        IndexWindow window = IndexWindow.startingAt(1, 100_000);
        Set<Long> taken = new HashSet<>(Set.of(100_000L));
        long highest = 100_000;
        for (int i = 0; i < 200_000; i++) {
            int spread = random.nextInt(100) == 0 ? 3000 : 40;
            long index = highest - 1100 + random.nextInt(1100 + spread);
            boolean fresh =
                    index > highest
                            || (highest - index < IndexWindow.PACKETS && !taken.contains(index));
            assertThat(window.isFresh(index)).as("seed %x step %d", seed, i).isEqualTo(fresh);
            if (fresh) {
                window.accept(index);
                taken.add(index);
                highest = Math.max(highest, index);
            }
        }
        assertThat(window.highest()).isEqualTo(highest);
    }

    @Test
    void takesNothingOldAfterRestoring() {
        IndexWindow window = IndexWindow.restored(1, 70_000);
        for (long index = 70_000 - 2 * IndexWindow.PACKETS; index <= 70_000; index++) {
            assertThat(window.isFresh(index)).isFalse();
        }
        window.accept(70_002);
        assertThat(window.isFresh(70_001)).isTrue();
        assertThat(window.isFresh(70_000)).isFalse();
    }
}
