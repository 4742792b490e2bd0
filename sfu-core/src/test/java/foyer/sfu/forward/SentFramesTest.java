package foyer.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SentFramesTest {
    @Test
    void knowsWhatWasSentAcrossTheWrap() {
        long seed = 5;
        Random random = new Random(seed);
        SentFrames frames = new SentFrames();
        TreeSet<Integer> sent = new TreeSet<>();
        int newest = -1;
        for (int number = 65_000; number < 67_000; number++) {
            if (random.nextInt(3) > 0) {
                frames.note(number & 0xffff);
                sent.add(number);
                newest = number;
            }
            int asked = number - random.nextInt(250);
            boolean known = newest - asked < 256 && asked <= newest && sent.contains(asked);
            assertThat(frames.contains(asked & 0xffff))
                    .as("seed %d: %d", seed, asked)
                    .isEqualTo(known);
        }
        frames.clear();
        assertThat(frames.contains(66_999 & 0xffff)).isFalse();
    }
}
