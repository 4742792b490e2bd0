package foyer.sfu.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Key frames of 60 packets to receivers who could have them at once, and to those who could and
 * cannot any more. Round trips of 20 ms.
 */
class WideLinkTest {
    private static final long MBIT = 1_000_000;
    private static final long MS = 1_000_000;
    private static final int QUEUE_BYTES = 250_000;

    /** Of the large picture, which has four packets a frame. */
    private static final int KEY_FRAME_FACTOR = 15;

    private static final int KEY_FRAME_PACKETS = 60;
    private static final int SECOND = 8;
    private static final int LEARNT = 14;

    /** A key frame on the way, from the publisher's camera on. */
    private record Picture(double atSeconds, int packets, long lastNanos) {}

    private final long seed = Seeds.of(5);
    private final Narrow call = new Narrow(seed, 1);

    @ParameterizedTest
    @ValueSource(ints = {100, 1000})
    void aKeyFrameLeavesAtOnceOnceBurstsWereSeenToPass(int megabits) {
        Bottleneck wide = call.bottleneck(megabits * MBIT, QUEUE_BYTES);
        Narrow.Receiver anna = call.receiver(wide, LinkConditions.CLEAN);
        call.at(2, () -> call.sender(0).video().keyFrameFactor(KEY_FRAME_FACTOR));
        for (int i = 0; i < 6; i++) {
            call.at(SECOND + 3 * i, this::keyFrame);
        }
        call.run(30);
        // Two ways of 10 ms, and the line itself.
        long way = 20 * MS + KEY_FRAME_PACKETS * 1_200 * 8_000L / megabits;
        List<Picture> pictures = pictures(anna);
        for (Picture picture : pictures) {
            System.out.printf(
                    "%d Mbit/s: key frame at %.2f s waited %.2f ms%n",
                    megabits, picture.atSeconds(), (picture.lastNanos() - way) / 1e6);
        }
        assertThat(pictures).as("seed " + seed).hasSize(6);
        assertThat(pictures)
                .as("seed " + seed + ", after the first")
                .filteredOn(picture -> picture.atSeconds() > SECOND + 1)
                .hasSize(5)
                .allMatch(picture -> picture.lastNanos() - way < 2 * MS);
        assertThat(call.call().server().downlink(anna.peer).probeBytes())
                .as("seed " + seed + ", bytes to learn it")
                .isLessThan(250_000);
        assertThat(wide.dropped()).isZero();
        assertThat(call.call().problems()).isEmpty();
    }

    /** It is not known that the way became narrow, so once may be once too often. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aLinkThatBecameNarrowGetsNoSecondBurst(int megabits) {
        Bottleneck place = call.bottleneck(100 * MBIT, QUEUE_BYTES);
        Narrow.Receiver anna = call.receiver(place, LinkConditions.CLEAN);
        call.at(2, () -> call.sender(0).video().keyFrameFactor(KEY_FRAME_FACTOR));
        call.at(SECOND, this::keyFrame);
        call.at(LEARNT, () -> place.capacity(megabits * MBIT));
        call.at(LEARNT, this::keyFrame);
        call.at(LEARNT + 3, this::keyFrame);
        call.at(LEARNT + 6, this::keyFrame);
        call.run(LEARNT + 10);
        long first = most(place, LEARNT, LEARNT + 1);
        long later = most(place, LEARNT + 1, LEARNT + 10);
        System.out.printf("then %d Mbit/s: %d bytes at once, then %d%n", megabits, first, later);
        assertThat(first).as("seed " + seed + ", what had been proven").isGreaterThan(60_000);
        // What leaves at once on a narrow way: 20 ms of the pacing rate, and a packet more.
        assertThat(later).as("seed " + seed + ", at once").isLessThan(15_000);
        assertThat(anna.delayMillis(0.95, LEARNT + 2, LEARNT + 10))
                .as("seed " + seed + ", queue")
                .isLessThan(150);
        assertThat(call.call().problems()).isEmpty();
    }

    /** A frame is seen to be slow before a key frame comes. */
    @Test
    void aLinkThatBecameNarrowBetweenKeyFramesGetsNone() {
        Bottleneck place = call.bottleneck(100 * MBIT, QUEUE_BYTES);
        call.receiver(place, LinkConditions.CLEAN);
        call.at(2, () -> call.sender(0).video().keyFrameFactor(KEY_FRAME_FACTOR));
        call.at(SECOND, this::keyFrame);
        call.at(LEARNT, () -> place.capacity(2 * MBIT));
        call.at(LEARNT + 0.4, this::keyFrame);
        call.run(LEARNT + 8);
        assertThat(most(place, LEARNT, LEARNT + 8)).as("seed " + seed).isLessThan(15_000);
        assertThat(place.dropped()).isZero();
        assertThat(call.call().problems()).isEmpty();
    }

    private static long most(Bottleneck place, double from, double to) {
        return place.mostBytesWithin(2 * MS, Narrow.nanos(from), Narrow.nanos(to));
    }

    private void keyFrame() {
        call.sender(0).video().stream(2).wantKeyFrame();
    }

    /** The large key frames from the second on: how long each took until its last packet came. */
    private List<Picture> pictures(Narrow.Receiver receiver) {
        List<Picture> pictures = new ArrayList<>();
        int packets = 0;
        for (ReceivedPacket packet : call.video(receiver, 0).packets()) {
            TestMedia.VideoFacts facts = packet.video();
            boolean large = facts != null && facts.isKey() && facts.layer() == 2;
            if (facts == null || !large || facts.captureNanos() < Narrow.nanos(SECOND)) {
                continue;
            }
            packets++;
            if (facts.index() == facts.count() - 1) {
                double at = (facts.captureNanos() - Narrow.nanos(0)) / 1e9;
                pictures.add(
                        new Picture(at, packets, packet.arrivalNanos() - facts.captureNanos()));
                packets = 0;
            }
        }
        return pictures;
    }
}
