package foyer.sfu.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Key frames of several videos at the same moment, on a line that they would fill for a second. */
class KeyFrameBurstTest {
    private static final long SEED = Long.getLong("foyer.seed", 61);
    private static final int VIDEOS = 6;
    private static final int QUEUE_BYTES = 50_000;
    private static final int SETTLED = 20;
    private static final int BURSTS = 5;

    /** Six of them, of the smallest picture, are 58 kB: more than the queue. */
    private static final int KEY_FRAME_FACTOR = 16;

    private final Narrow call = new Narrow(SEED, VIDEOS, 2);
    private final Bottleneck narrow = call.bottleneck(1_000_000, QUEUE_BYTES);
    private final Narrow.Receiver anna = call.receiver(narrow, LinkConditions.CLEAN);

    @Test
    void keyFramesOfAllVideosAtOnceOverflowNoQueue() {
        call.at(SETTLED, this::largeKeyFrames);
        for (int burst = 0; burst < BURSTS; burst++) {
            call.at(SETTLED + 3 * burst, this::keyFramesOfAll);
        }
        call.run(SETTLED);
        long before = narrow.dropped();
        call.run(SETTLED + 3 * BURSTS);
        String seed = "seed " + SEED + ": ";
        double end = SETTLED + 3 * BURSTS;
        System.out.println(call.figures("key frames of six at once", anna, SETTLED, end));
        assertThat(call.paused(anna)).as(seed + "videos held back").isZero();
        assertThat(narrow.dropped() - before).as(seed + "packets dropped").isZero();
        assertThat(anna.delayMillis(1, SETTLED, end))
                .as(seed + "longest delay of a queue of 400 ms")
                .isLessThan(300);
        assertThat(call.longestUnmarkedFreezeSeconds(anna, SETTLED, end))
                .as(seed + "longest freeze")
                .isLessThan(0.8);
        assertThat(call.call().problems()).isEmpty();
    }

    private void largeKeyFrames() {
        for (int i = 0; i < VIDEOS; i++) {
            call.sender(i).video().keyFrameFactor(KEY_FRAME_FACTOR);
        }
    }

    /** Somebody else joins, or asks: every encoder begins anew. */
    private void keyFramesOfAll() {
        for (int i = 0; i < VIDEOS; i++) {
            for (int layer = 0; layer < 3; layer++) {
                call.sender(i).video().stream(layer).wantKeyFrame();
            }
        }
    }

    @Test
    void videosThatGoOnTogetherOverflowNoQueue() {
        long[] before = new long[1];
        call.at(SETTLED, this::largeKeyFrames);
        call.at(SETTLED, this::pauseAll);
        call.at(SETTLED + 4, () -> before[0] = narrow.dropped());
        call.at(SETTLED + 4, this::resumeAll);
        call.run(SETTLED + 10);
        String seed = "seed " + SEED + ": ";
        assertThat(narrow.dropped() - before[0]).as(seed + "packets dropped").isZero();
        for (int i = 0; i < VIDEOS; i++) {
            long from = Narrow.nanos(SETTLED + 4);
            assertThat(call.video(anna, i).shownNanosAfter(from) - from)
                    .as(seed + "first picture of " + i)
                    .isBetween(0L, Duration.ofSeconds(1).toNanos());
        }
        assertThat(call.call().problems()).isEmpty();
    }

    private void pauseAll() {
        for (int i = 0; i < VIDEOS; i++) {
            anna.peer.pause(call.video(anna, i));
        }
    }

    private void resumeAll() {
        for (int i = 0; i < VIDEOS; i++) {
            anna.peer.resume(call.video(anna, i));
        }
    }
}
