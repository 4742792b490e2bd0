package foyer.sfu.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.wire.PacketBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RtcpParserTest {
    private static final String RECEIVER_REPORT = "80c90001 00000001";
    private static final String PLI = "81ce0002 00000001 00000002";

    @Test
    void readsCompoundAndReducedSizePackets() {
        RtcpMessage report = new ReceiverReport(1, List.of());
        RtcpMessage request = new PictureLossIndication(1, 2);
        assertThat(Wire.parse(RECEIVER_REPORT + PLI)).containsExactly(report, request);
        assertThat(Wire.parse(PLI)).containsExactly(request); // RFC 5506
    }

    @Test
    void leavesOutPadding() {
        // RFC 3550 6.4.1: bit P, the last byte counts
        assertThat(Wire.parse(RECEIVER_REPORT + "a1ce0003 00000001 00000002 00000004"))
                .containsExactly(new ReceiverReport(1, List.of()), new PictureLossIndication(1, 2));
        assertThat(Wire.parse("a1cd0004 00000001 00000002 00640000 00000004"))
                .containsExactly(new Nack(1, 2, List.of(100)));
    }

    @Test
    void stopsAtTheFirstMalformedMessage() {
        assertThat(Wire.parseMalformed(PLI + "81cd0002 00000001 00000002" + PLI))
                .containsExactly(new PictureLossIndication(1, 2));
        assertThat(Wire.parseMalformed(PLI + "80c900")).hasSize(1);
    }

    @Test
    void refusesImpossibleHeaders() {
        assertThat(Wire.parseMalformed("")).isEmpty();
        assertThat(Wire.parseMalformed("80c900")).isEmpty();
        assertThat(Wire.parseMalformed("40c90001 00000001")).isEmpty(); // version 1
        assertThat(Wire.parseMalformed("80c90002 00000001")).isEmpty(); // longer than the packet
        assertThat(Wire.parseMalformed("a0c90001 00000000")).isEmpty(); // padding of 0
        assertThat(Wire.parseMalformed("a0cc0001 00000005")).isEmpty(); // padding into the header
    }

    @Test
    void refusesContentThatContradictsItsLength() {
        assertThat(Wire.parseMalformed("80c80005" + "00000000".repeat(5))).isEmpty();
        assertThat(Wire.parseMalformed("81c90001 00000001")).isEmpty();
        assertThat(Wire.parseMalformed("80c90000")).isEmpty();
        assertThat(Wire.parseMalformed("81ca0000")).isEmpty();
        assertThat(Wire.parseMalformed("81ca0001 00000005")).isEmpty(); // no zero at the end
        assertThat(Wire.parseMalformed("81ca0002 00000005 01036162")).isEmpty();
        assertThat(Wire.parseMalformed("81ca0002 00000005 01016101")).isEmpty(); // no length
        assertThat(Wire.parseMalformed("82cb0001 00000001")).isEmpty();
        assertThat(Wire.parseMalformed("80cb0001 04616263")).isEmpty();
        assertThat(Wire.parseMalformed("81ce0001 00000001")).isEmpty();
        assertThat(Wire.parseMalformed("84ce0002 00000001 00000000")).isEmpty();
        assertThat(Wire.parseMalformed("84ce0003 00000001 00000000 00000002")).isEmpty();
        assertThat(Wire.parseMalformed("8fce0003 00000001 00000000 52454d42")).isEmpty();
        assertThat(Wire.parseMalformed("8fce0004 00000001 00000000 52454d42 01000001")).isEmpty();
        assertThat(Wire.parseMalformed("80cf0000")).isEmpty();
        assertThat(Wire.parseMalformed("80cf0002 00000001 04000002")).isEmpty();
        assertThat(Wire.parseMalformed("80cf0003 00000001 04000001 00000000")).isEmpty();
        assertThat(Wire.parseMalformed("80cf0003 00000001 05000001 00000000")).isEmpty();
    }

    @Test
    void readsAnyBytesWithoutLeavingThePacket() {
        long seed = 0x5eed_0003L;
        Random random = new Random(seed);
        List<byte[]> valid = validPackets();
        int accepted = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = mutate(random, valid.get(random.nextInt(valid.size())));
            PacketBuffer packet = PacketBuffer.wrap(bytes, 0, random.nextInt(bytes.length + 1));
            if (random.nextBoolean()) {
                packet.length(bytes.length);
            }
            List<RtcpMessage> messages = new ArrayList<>();
            if (parses(packet, messages, seed, i)) {
                accepted++;
            }
            assertThat(messages.size()).isLessThanOrEqualTo(packet.length() / 4);
            writeAgain(messages);
        }
        assertThat(accepted).isBetween(10_000, 190_000);
    }

    private static boolean parses(
            PacketBuffer packet, List<RtcpMessage> messages, long seed, int round) {
        try {
            return RtcpParser.parse(packet, messages::add);
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + ", round " + round, e);
        }
    }

    /** What was parsed can be said again, and means the same. */
    private static void writeAgain(List<RtcpMessage> messages) {
        PacketBuffer packet = PacketBuffer.allocate(PacketBuffer.CAPACITY);
        RtcpWriter writer = new RtcpWriter();
        for (RtcpMessage message : messages) {
            writer.start(packet, packet.capacity());
            if (!(message instanceof Unrecognized) && writer.append(message)) {
                List<RtcpMessage> again = Wire.parse(packet);
                assertThat(again).hasSize(1);
                if (!(message instanceof Nack)) { // repeated numbers are said once
                    assertThat(again.getFirst()).isEqualTo(message);
                }
            }
        }
    }

    private static List<byte[]> validPackets() {
        TransportFeedbackBuilder feedback = new TransportFeedbackBuilder();
        feedback.start(65_530, 0, 1200);
        for (int i = 0; i < 40; i++) {
            feedback.add((65_530 + i + (i / 10) * 5) & 0xffff, (i % 3) * 90_000_000L * i);
        }
        ReportBlock block = new ReportBlock(1, 2, 3, 4, 5, 6, 7);
        return List.of(
                Wire.write(
                                new SenderReport(1, 2, 3, 4, 5, List.of(block)),
                                SourceDescription.ofCname(1, "somebody"),
                                new Goodbye(List.of(1L, 2L), "gone"))
                        .copy(),
                Wire.write(
                                new ReceiverReport(1, List.of(block, block)),
                                new Nack(1, 2, List.of(65_535, 0, 3, 90)),
                                new ReceiverEstimatedMaximumBitrate(1, 300_000, List.of(2L, 3L)))
                        .copy(),
                Wire.write(feedback.build(1, 2, 3)).copy(),
                Wire.write(
                                new ExtendedReport(
                                        1,
                                        List.of(
                                                new ExtendedReport.ReceiverReferenceTime(9),
                                                new ExtendedReport.DelaySinceLastReceiverReport(
                                                        List.of(
                                                                new ExtendedReport.Delay(
                                                                        1, 2, 3))))),
                                new FullIntraRequest(1, List.of(new FullIntraRequest.Entry(2, 3))),
                                new PictureLossIndication(1, 2))
                        .copy());
    }

    private static byte[] mutate(Random random, byte[] valid) {
        byte[] bytes = valid.clone();
        if (random.nextInt(5) == 0) {
            random.nextBytes(bytes);
            // Noise alone seldom gets past the header.
            bytes[0] = (byte) (0x80 | random.nextInt(64));
            bytes[1] = (byte) (200 + random.nextInt(8));
            bytes[2] = 0;
            bytes[3] = (byte) random.nextInt(bytes.length / 4);
            return bytes;
        }
        for (int flips = random.nextInt(4); flips > 0; flips--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }
}
