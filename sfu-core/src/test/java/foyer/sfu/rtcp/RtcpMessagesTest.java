package foyer.sfu.rtcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each message against its bytes, in both directions. */
final class RtcpMessagesTest {
    private static final ReportBlock BLOCK =
            new ReportBlock(0x22222222L, 0x40, -2, 0x0001fffeL, 7, 0xaabbccddL, 0x00054000L);
    private static final String BLOCK_HEX = "22222222 40fffffe 0001fffe 00000007 aabbccdd 00054000";

    @Test
    void senderReport() {
        // RFC 3550 6.4.1
        Wire.assertSame(
                new SenderReport(
                        0xdeadbeefL,
                        0xb44d_b705_2000_0000L,
                        0xffff_ffffL,
                        3,
                        0x8000_0000L,
                        List.of(BLOCK)),
                "81c8000c deadbeef b44db705 20000000 ffffffff 00000003 80000000" + BLOCK_HEX);
    }

    @Test
    void receiverReport() {
        // RFC 3550 6.4.2
        Wire.assertSame(new ReceiverReport(1, List.of()), "80c90001 00000001");
        Wire.assertSame(
                new ReceiverReport(1, List.of(BLOCK, BLOCK)),
                "82c9000d 00000001" + BLOCK_HEX + BLOCK_HEX);
    }

    @Test
    void reportsIgnoreProfileSpecificExtensions() {
        // RFC 3550 6.4.3
        assertThat(Wire.parse("80c90002 00000001 12345678"))
                .containsExactly(new ReceiverReport(1, List.of()));
    }

    @Test
    void sourceDescription() {
        // RFC 3550 6.5: items end with a zero, chunks with 32 bits
        Wire.assertSame(SourceDescription.ofCname(5, "ab"), "81ca0003 00000005 0102 6162 00000000");
        Wire.assertSame(SourceDescription.ofCname(5, "a"), "81ca0002 00000005 010161 00");
        Wire.assertSame(
                new SourceDescription(
                        List.of(
                                new SourceDescription.Chunk(5, List.of()),
                                new SourceDescription.Chunk(
                                        6,
                                        List.of(
                                                new SourceDescription.Item(6, "x"),
                                                new SourceDescription.Item(1, "é"))))),
                "82ca0005 00000005 00000000 00000006 060178 01 02c3a9 00");
        assertThat(SourceDescription.ofCname(5, "ab").chunks().getFirst().cname()).isEqualTo("ab");
        assertThat(new SourceDescription.Chunk(5, List.of()).cname()).isNull();
    }

    @Test
    void goodbye() {
        // RFC 3550 6.6
        Wire.assertSame(new Goodbye(List.of(), null), "80cb0000");
        Wire.assertSame(new Goodbye(List.of(1L, 0xffff_ffffL), null), "82cb0002 00000001 ffffffff");
        Wire.assertSame(new Goodbye(List.of(1L), "bye"), "81cb0002 00000001 03627965");
        Wire.assertSame(new Goodbye(List.of(1L), "byes"), "81cb0003 00000001 0462796573 000000");
    }

    @Test
    void nack() {
        // RFC 4585 6.2.1: BLP bit i means pid+i+1 lost
        Wire.assertSame(new Nack(1, 2, List.of(100)), "81cd0003 00000001 00000002 00640000");
        Wire.assertSame(
                new Nack(1, 2, List.of(0xfffe, 0xffff, 1, 14, 15, 0x8000)),
                "81cd0005 00000001 00000002 fffe8005 000f0000 80000000");
    }

    @Test
    void pictureLossIndication() {
        // RFC 4585 6.3.1
        Wire.assertSame(new PictureLossIndication(1, 2), "81ce0002 00000001 00000002");
    }

    @Test
    void fullIntraRequest() {
        // RFC 5104 4.3.1
        Wire.assertSame(
                new FullIntraRequest(
                        1,
                        List.of(
                                new FullIntraRequest.Entry(2, 255),
                                new FullIntraRequest.Entry(0xffff_ffffL, 0))),
                "84ce0006 00000001 00000000 00000002 ff000000 ffffffff 00000000");
    }

    @Test
    void receiverEstimatedMaximumBitrate() {
        // draft-alvestrand-rmcat-remb-03 2.2; 0x3ffff << 4
        Wire.assertSame(
                new ReceiverEstimatedMaximumBitrate(1, 0x3ffff0, List.of(2L, 3L)),
                "8fce0006 00000001 00000000 52454d42 0213ffff 00000002 00000003");
        Wire.assertSame(
                new ReceiverEstimatedMaximumBitrate(1, 0, List.of()),
                "8fce0004 00000001 00000000 52454d42 00000000");
    }

    @Test
    void bitratesLoseTheirLowBitsAndStopAtTheLargest() {
        assertThat(Wire.roundTrip(new ReceiverEstimatedMaximumBitrate(1, 0x3ffffff, List.of())))
                .isEqualTo(new ReceiverEstimatedMaximumBitrate(1, 0x3ffff00, List.of()));
        // Exponent 63 and mantissa 0x3ffff: more than 63 bits
        assertThat(Wire.parse("8fce0004 00000001 00000000 52454d42 00ffffff"))
                .containsExactly(new ReceiverEstimatedMaximumBitrate(1, Long.MAX_VALUE, List.of()));
        // 0x20000 << 45 is 62 bits, 0x20000 << 46 would be negative
        assertThat(Wire.parse("8fce0004 00000001 00000000 52454d42 00b60000"))
                .containsExactly(new ReceiverEstimatedMaximumBitrate(1, 1L << 62, List.of()));
        assertThat(Wire.parse("8fce0004 00000001 00000000 52454d42 00ba0000"))
                .containsExactly(new ReceiverEstimatedMaximumBitrate(1, Long.MAX_VALUE, List.of()));
        assertThat(Wire.parse("8fce0004 00000001 00000000 52454d42 00fc0000"))
                .containsExactly(new ReceiverEstimatedMaximumBitrate(1, 0, List.of()));
    }

    @Test
    void extendedReport() {
        // RFC 3611 4.4, 4.5
        Wire.assertSame(
                new ExtendedReport(
                        1,
                        List.of(
                                new ExtendedReport.ReceiverReferenceTime(0xb44db705_20000000L),
                                new ExtendedReport.DelaySinceLastReceiverReport(
                                        List.of(
                                                new ExtendedReport.Delay(2, 3, 4),
                                                new ExtendedReport.Delay(5, 6, 7))))),
                "80cf000b 00000001 04000002 b44db705 20000000"
                        + "05000006 00000002 00000003 00000004 00000005 00000006 00000007");
        // Block type 7 (VoIP metrics) is passed over.
        assertThat(Wire.parse("80cf0006 00000001 07000001 00000000 04000002 00000000 00000009"))
                .containsExactly(
                        new ExtendedReport(
                                1, List.of(new ExtendedReport.ReceiverReferenceTime(9))));
    }

    @Test
    void whatIsUnknownIsNamed() {
        assertThat(Wire.parse("81cc0002 00000001 41424344")) // APP
                .containsExactly(new Unrecognized(204, 1, 12));
        assertThat(Wire.parse("83cd0002 00000001 00000002")) // TMMBR
                .containsExactly(new Unrecognized(205, 3, 12));
        assertThat(Wire.parse("8fce0003 00000001 00000002 41424344"))
                .containsExactly(new Unrecognized(206, 15, 16));
        assertThatThrownBy(() -> Wire.write(new Unrecognized(204, 1, 12)))
                .hasMessageContaining("packetType=204");
    }

    @Test
    void refusesMoreThanTheCountFieldHolds() {
        List<ReportBlock> blocks = Collections.nCopies(32, BLOCK);
        assertThatThrownBy(() -> new ReceiverReport(1, blocks)).hasMessage("blocks: 32");
        List<Long> ssrcs = Collections.nCopies(256, 1L);
        assertThatThrownBy(() -> new ReceiverEstimatedMaximumBitrate(1, 1, ssrcs))
                .hasMessage("ssrcs: 256");
    }

    @Test
    void nacksOfAnyOrderKeepEveryNumber() {
        List<Integer> numbers =
                IntStream.iterate(65_000, n -> (n + 7) & 0xffff).limit(300).boxed().toList();
        assertThat(Wire.roundTrip(new Nack(1, 2, numbers))).isEqualTo(new Nack(1, 2, numbers));
        assertThat(Wire.roundTrip(new Nack(1, 2, List.of(9, 9, 8, 9))))
                .isEqualTo(new Nack(1, 2, List.of(9, 8, 9)));
    }
}
