package foyer.load.media;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.rtcp.RtcpWriter;
import foyer.sfu.rtcp.TransportFeedback;
import foyer.sfu.wire.PacketBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalFeedbackTest {
    private static final long MS = 1_000_000;

    @Test
    void tellsArrivalsAndTheGapBetweenThemAfterATenthOfASecond() {
        ArrivalFeedback feedback = new ArrivalFeedback(1);
        long start = 64 * MS;
        feedback.arrived(5, 0x1234, start);
        feedback.arrived(6, 0x1234, start + MS);
        feedback.arrived(8, 0x1234, start + 2 * MS);
        assertThat(feedback.due(start + 99 * MS)).isEmpty();
        List<TransportFeedback> due = feedback.due(start + 100 * MS);
        assertThat(due).hasSize(1);

        PacketBuffer packet = PacketBuffer.allocate(200);
        RtcpWriter writer = new RtcpWriter();
        writer.start(packet, 200);
        writer.append(due.getFirst());
        assertThat(HexFormat.of().formatHex(packet.copy()))
                .isEqualTo(
                        "8fcd0006" // FMT 15, 28 bytes
                                + "00000001" // from us
                                + "00001234" // about the last stream
                                + "0005" // base
                                + "0004" // packets
                                + "000001" // 64 ms
                                + "00" // the first message
                                + "b400" // one bit each: came, came, did not, came
                                + "000404" // 0, 1 ms, 1 ms more, in 250 µs
                                + "000000"); // padding
    }

    @Test
    void isSilentWhileNothingComes() {
        ArrivalFeedback feedback = new ArrivalFeedback(1);
        assertThat(feedback.due(1_000 * MS)).isEmpty();
        feedback.arrived(1, 9, 1_000 * MS);
        assertThat(feedback.due(1_200 * MS)).hasSize(1);
        assertThat(feedback.due(9_000 * MS)).isEmpty();
    }
}
