package foyer.load.media;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.load.measure.Count;
import foyer.load.measure.Tally;
import foyer.sfu.rtp.RtpPacket;
import foyer.sfu.rtp.RtpWriter;
import foyer.sfu.stream.Origin;
import foyer.sfu.wire.PacketBuffer;
import org.junit.jupiter.api.Test;

class ReceivedTrackTest {
    private static final long MS = 1_000_000;
    private final Tally tally = new Tally();
    private final ReceivedTrack track =
            new ReceivedTrack(
                    new ConsumedStream("p", true, 90_000, 101, 1234, 1235, 5, true), tally);
    private final PacketBuffer buffer = PacketBuffer.allocate(200);
    private final RtpPacket packet = new RtpPacket();

    /** True when a gap was noticed. */
    private boolean receive(int sequenceNumber, Origin origin) {
        new RtpWriter()
                .start(buffer)
                .sequenceNumber(sequenceNumber)
                .ssrc(1234)
                .payload(PacketBuffer.wrap(new byte[20]), 0, 20);
        packet.wrap(buffer);
        return track.receive(packet, 100, origin, sequenceNumber * MS);
    }

    @Test
    void countsWhatIsMissingAndWhatIsRepaired() {
        receive(10, Origin.MEDIA);
        assertThat(receive(14, Origin.MEDIA)).isTrue();
        assertThat(receive(12, Origin.RTX)).isFalse();
        track.settle();
        assertThat(tally.sum(Count.MISSING)).isEqualTo(3);
        assertThat(tally.sum(Count.REPAIRED)).isEqualTo(1);
    }

    @Test
    void takesNoRepeatForALoss() {
        receive(10, Origin.MEDIA);
        receive(11, Origin.MEDIA);
        receive(10, Origin.RTX);
        receive(11, Origin.MEDIA);
        track.settle();
        assertThat(tally.sum(Count.MISSING)).isZero();
        assertThat(tally.sum(Count.DUPLICATES)).isEqualTo(2);
    }

    @Test
    void addsToTheTallyOnce() {
        receive(10, Origin.MEDIA);
        receive(12, Origin.MEDIA);
        track.settle();
        track.settle();
        assertThat(tally.sum(Count.MISSING)).isEqualTo(1);
    }

    @Test
    void waitsForAPictureOnlyWhereTheStreamItselfIsRead() {
        receive(10, Origin.RTX);
        track.look(packet, Origin.RTX, 0);
        assertThat(track.needsPicture(5_000 * MS)).as("a repair, as probes are").isFalse();
        track.look(packet, Origin.MEDIA, 5_000 * MS);
        assertThat(track.needsPicture(6_000 * MS)).isTrue();
    }
}
