package foyer.sfu.rtcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TransportFeedbackTest {
    private static final long MILLI = 1_000_000L;
    private static final int LIMIT = 1200;

    /** Sender 1, media 2. */
    private static final String SSRCS = "00000001 00000002";

    private final TransportFeedbackBuilder builder = new TransportFeedbackBuilder();

    @Test
    void packsARunOfSmallDeltas() {
        builder.start(10, 64 * MILLI, LIMIT);
        for (int i = 0; i < 16; i++) {
            assertThat(builder.add(10 + i, 64 * MILLI + i * MILLI)).isTrue();
        }
        // draft 3.1.3: run length, symbol 1, 16 times; deltas of 0 and 15 times 4 * 250 µs
        Wire.assertSame(
                builder.build(1, 2, 7),
                "8fcd0009" + SSRCS + "000a0010 000001 07 2010 00" + "04".repeat(15) + "0000");
    }

    @Test
    void packsAOneBitVectorAcrossTheWrapOfNumbers() {
        builder.start(0xfffe, 0, LIMIT);
        builder.add(0xfffe, 0);
        builder.add(0, 0);
        builder.add(2, 63 * MILLI);
        TransportFeedback message = builder.build(1, 2, 255);
        // draft 3.1.4: statuses 10101 of one bit each; 63 ms are 252 units
        Wire.assertSame(message, "8fcd0006" + SSRCS + "fffe0005 000000 ff aa00 0000fc 000000");
        assertThat(builder.nextSequenceNumber()).isEqualTo(3);
        assertThat(events(message))
                .containsExactly(
                        "65534 at 0",
                        "1 missing from 65535",
                        "0 at 0",
                        "1 missing from 1",
                        "2 at 63000");
        assertThat(message.received(1)).isFalse();
        assertThat(message.received(2)).isTrue();
        assertThat(message.delta(4)).isEqualTo(252);
        assertThatThrownBy(() -> message.delta(1)).hasMessage("not received: 1");
    }

    @Test
    void packsATwoBitVectorForLargeAndNegativeDeltas() {
        builder.start(1, 64 * MILLI, LIMIT);
        builder.add(1, 65 * MILLI);
        builder.add(2, 130 * MILLI);
        builder.add(3, 129 * MILLI);
        builder.add(5, 129 * MILLI);
        // draft 3.1.4: statuses 1 2 2 0 1 of two bits each; deltas 4, 260, −4, 0
        Wire.assertSame(
                builder.build(1, 2, 0),
                "8fcd0006" + SSRCS + "00010005 000001 00 da10 04 0104 fffc 00");
    }

    @Test
    void packsALongGapAsRuns() {
        builder.start(0, 0, 8192);
        builder.add(0, 0);
        builder.add(20_000, MILLI);
        // 1 received and 13 lost in one vector, then runs of 8191, 8191 ... lost, 1 received
        TransportFeedback message = builder.build(1, 2, 0);
        assertThat(Wire.write(message).length()).isLessThan(40);
        assertThat(Wire.roundTrip(message)).isEqualTo(message);
        assertThat(events(message))
                .containsExactly("0 at 0", "19999 missing from 1", "20000 at 1000");
    }

    @Test
    void readsWhatIsLostAtTheEnd() {
        List<RtcpMessage> messages =
                Wire.parse("8fcd0006" + SSRCS + "00010003 fffffe 00 2001 0002 0800 0000");
        TransportFeedback message = (TransportFeedback) messages.getFirst();
        assertThat(message.referenceTime()).isEqualTo(-2);
        assertThat(events(message)).containsExactly("1 at -126000", "2 missing from 2");
    }

    @Test
    void refusesMalformedFeedback() {
        refuses("8fcd0003" + SSRCS + "00010001");
        refuses("8fcd0004" + SSRCS + "00010001 00000000"); // no chunk
        refuses("8fcd0004" + SSRCS + "00010000 00000000"); // no packet
        refuses("8fcd0005" + SSRCS + "00010003 00000000 2003 0000"); // a delta is cut off
        refuses("8fcd0005" + SSRCS + "00010001 00000000 6001 0000"); // reserved status
        refuses("8fcd0005" + SSRCS + "00010001 00000000 f000 0000"); // the same in a vector
        refuses("8fcd0005" + SSRCS + "00010001 00000000 0000 0000"); // runs of nothing
    }

    private static void refuses(String hex) {
        assertThat(Wire.parseMalformed(hex)).isEmpty();
    }

    @Test
    void claimsOfLostPacketsTakeNoMemory() {
        String runs = "1fff".repeat(8) + "0007 0000";
        List<RtcpMessage> messages = Wire.parse("8fcd0009" + SSRCS + "0001ffff 00000000" + runs);
        TransportFeedback message = (TransportFeedback) messages.getFirst();
        assertThat(message.packetCount()).isEqualTo(65_535);
        assertThat(message.arrivals().isEmpty()).isTrue();
        assertThat(events(message)).containsExactly("65535 missing from 1");
    }

    @Test
    void takesOnlyWhatFitsTheMessage() {
        builder.start(100, 0, LIMIT);
        assertThat(builder.isEmpty()).isTrue();
        assertThat(builder.add(99, 0)).isFalse(); // before the base
        assertThat(builder.add(102, 0)).isTrue();
        assertThat(builder.add(102, 0)).isFalse(); // again
        assertThat(builder.add(101, 0)).isFalse(); // out of order
        assertThat(builder.add(103, 8_192 * MILLI)).isFalse(); // 32768 units
        assertThat(builder.add(103, 8_191 * MILLI)).isTrue();
        assertThat(builder.nextSequenceNumber()).isEqualTo(104);
        assertThat(builder.add(30_000, 8_191 * MILLI)).isFalse(); // too many bytes
        int number = 104;
        while (builder.add(number, 8_191 * MILLI)) {
            number++;
        }
        assertThat(number).isGreaterThan(800);
        assertThat(Wire.write(builder.build(1, 2, 3)).length()).isLessThanOrEqualTo(LIMIT);
    }

    @Test
    void roundingDoesNotAddUp() {
        builder.start(0, 0, LIMIT);
        for (int i = 0; i < 500; i++) {
            assertThat(builder.add(i, i * 333_333L)).isTrue();
        }
        TransportFeedback message = builder.build(1, 2, 3);
        message.forEach(
                new TransportFeedback.Sink() {
                    @Override
                    public void received(int sequenceNumber, long arrivalMicros) {
                        assertThat(sequenceNumber * 333_333L / 1000 - arrivalMicros)
                                .isBetween(0L, 250L);
                    }

                    @Override
                    public void missing(int firstSequenceNumber, int count) {
                        throw new AssertionError(firstSequenceNumber);
                    }
                });
    }

    @Test
    void referenceTimeKeepsTwentyFourBits() {
        long reference = ((1L << 24) - 1) * 64 * MILLI;
        builder.start(0, reference, LIMIT);
        builder.add(0, reference);
        assertThat(builder.build(1, 2, 3).referenceTime()).isEqualTo(-1);
        builder.start(0, -1, LIMIT);
        assertThat(builder.add(0, -1)).isTrue();
        TransportFeedback message = builder.build(1, 2, 3);
        assertThat(message.referenceTime()).isEqualTo(-1);
        assertThat(message.delta(0)).isEqualTo(255);
    }

    @Test
    void anyArrivalsComeBackAsTheyWere() {
        long seed = 0x5eed_0004L;
        Random random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            Map<Integer, Long> sent = randomMessage(random);
            TransportFeedback message = builder.build(1, 2, round & 0xff);
            var bytes = Wire.write(message);
            assertThat(bytes.length()).isLessThanOrEqualTo(LIMIT);
            TransportFeedback read = (TransportFeedback) Wire.parse(bytes).getFirst();
            assertThat(read).as("seed %d, round %d", seed, round).isEqualTo(message);
            long micros = read.referenceTime() * 64_000L;
            for (int i = 0; i < read.packetCount(); i++) {
                assertThat(read.received(i)).isEqualTo(sent.containsKey(i));
                if (read.received(i)) {
                    micros += read.delta(i) * 250L;
                    assertThat(sent.getOrDefault(i, Long.MAX_VALUE) / 1000 - micros)
                            .as("seed %d, round %d, packet %d", seed, round, i)
                            .isBetween(0L, 249L);
                }
            }
        }
    }

    private Map<Integer, Long> randomMessage(Random random) {
        int base = random.nextInt(0x1_0000);
        long nanos = random.nextInt(1_000_000) * MILLI;
        int loss = random.nextInt(100);
        int late = random.nextInt(100);
        builder.start(base, nanos, LIMIT);
        Map<Integer, Long> sent = new HashMap<>();
        for (int i = 0, count = random.nextInt(1, 600); i < count; i++) {
            nanos += random.nextInt(100) < late ? random.nextLong(-200, 400) * MILLI : 12_345;
            if (random.nextInt(100) >= loss && builder.add((base + i) & 0xffff, nanos)) {
                sent.put(i, nanos);
            }
        }
        if (sent.isEmpty()) {
            builder.start(base, nanos, LIMIT);
            assertThat(builder.add(base, nanos)).isTrue();
            sent.put(0, nanos);
        }
        return sent;
    }

    private static List<String> events(TransportFeedback message) {
        List<String> events = new ArrayList<>();
        message.forEach(
                new TransportFeedback.Sink() {
                    @Override
                    public void received(int sequenceNumber, long arrivalMicros) {
                        events.add(sequenceNumber + " at " + arrivalMicros);
                    }

                    @Override
                    public void missing(int firstSequenceNumber, int count) {
                        events.add(count + " missing from " + firstSequenceNumber);
                    }
                });
        return events;
    }
}
