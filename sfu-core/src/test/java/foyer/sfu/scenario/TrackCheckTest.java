package foyer.sfu.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The judge finds what it is there for. */
class TrackCheckTest {
    private static final long FRAME_NANOS = 100_000_000L;

    @Test
    void aGoodTrackHasNoProblems() {
        assertThat(TrackCheck.problems(track(), 90_000)).isEmpty();
    }

    @Test
    void aTimestampThatGoesBackIsFound() {
        expectFound(p -> with(p, p.timestamp() - 20_000, p.pictureId(), p.video()), "goes back");
    }

    @Test
    void aTimestampThatJumpsIsFound() {
        expectFound(p -> with(p, p.timestamp() + 80_000, p.pictureId(), p.video()), "step");
    }

    @Test
    void aPictureIdThatJumpsIsFound() {
        expectFound(p -> with(p, p.timestamp(), p.pictureId() + 1, p.video()), "picture 104");
    }

    @Test
    void anotherLayerWithoutAKeyFrameIsFound() {
        expectFound(
                p -> with(p, p.timestamp(), p.pictureId(), facts(2, 5, 4)), "without a key frame");
    }

    @Test
    void aFrameLeftOutIsFound() {
        List<ReceivedPacket> packets = track();
        packets.set(5, packet(5, facts(0, 6, 5)));
        assertThat(TrackCheck.problems(packets, 90_000))
                .anyMatch(p -> p.contains("what it needs is left out"));
    }

    private static void expectFound(UnaryOperator<ReceivedPacket> damage, String problem) {
        List<ReceivedPacket> packets = track();
        packets.set(5, damage.apply(packets.get(5)));
        assertThat(TrackCheck.problems(packets, 90_000)).anyMatch(p -> p.contains(problem));
    }

    private static List<ReceivedPacket> track() {
        List<ReceivedPacket> packets = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            packets.add(packet(i, facts(0, i, i - 1)));
        }
        return packets;
    }

    private static TestMedia.VideoFacts facts(int layer, int frame, int reference) {
        return new TestMedia.VideoFacts(layer, 0, 0, 1, frame, reference, frame * FRAME_NANOS);
    }

    private static ReceivedPacket packet(int number, TestMedia.VideoFacts facts) {
        return new ReceivedPacket(
                number,
                facts.frame() * 9000L,
                true,
                number * FRAME_NANOS,
                false,
                0,
                100 + number,
                7 + number,
                facts,
                null);
    }

    private static ReceivedPacket with(
            ReceivedPacket packet,
            long timestamp,
            int pictureId,
            TestMedia.@Nullable VideoFacts facts) {
        return new ReceivedPacket(
                packet.sequence(),
                timestamp,
                packet.marker(),
                packet.arrivalNanos(),
                packet.repair(),
                packet.payloadHash(),
                pictureId,
                packet.tl0PicIdx(),
                facts,
                null);
    }
}
