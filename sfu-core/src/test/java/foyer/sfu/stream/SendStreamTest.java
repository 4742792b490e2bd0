package foyer.sfu.stream;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.wire.PacketBuffer;
import org.junit.jupiter.api.Test;

final class SendStreamTest {
    private static final long MS = 1_000_000;
    private static final long NTP = 0xb44d_b705_2000_0000L;

    private final SendStream stream = stream();
    private final PacketBuffer target = PacketBuffer.allocate(PacketBuffer.CAPACITY);

    @Test
    void saysNothingBeforeTheFirstPacket() {
        assertThat(stream.senderReport(0, NTP)).isNull();
    }

    @Test
    void mapsNowToATimestampByTheFirstPacketOfTheLastFrame() {
        send(1, 0xffff_ffffL - 89, 0);
        send(2, 0xffff_ffffL - 89, 7 * MS);
        // 10 ms at 90 kHz are 900 units, across the wrap.
        assertThat(stream.senderReport(10 * MS, NTP))
                .isEqualTo(new SenderReportFigures(NTP, 810, 2, 2 * 1000));
    }

    @Test
    void anOlderPacketDoesNotMoveTheClock() {
        send(10, 9000, 0);
        send(9, 6000, 5 * MS);
        assertThat(stream.senderReport(10 * MS, NTP))
                .isEqualTo(new SenderReportFigures(NTP, 9900, 2, 2000));
    }

    @Test
    void learnsTheRoundTripFromReports() {
        // RFC 3550 6.4.1, figure 2.
        stream.receiverReport(
                new ReportFigures(64, 12, 1000, 900, 0xb705_2000L, 0x0005_4000L),
                0xb44d_b710_8000_0000L);
        assertThat(stream.rtt().nanos()).isEqualTo(6_125_000_000L);
        SendStreamStats stats = stream.stats(0);
        assertThat(stats.rttMillis()).isEqualTo(6125.0);
        assertThat(stats.fractionLost()).isEqualTo(0.25);
        assertThat(stats.packetsLost()).isEqualTo(12);
        assertThat(stats.jitterMillis()).isEqualTo(10.0);
    }

    @Test
    void aReportWithoutOurTimeTellsNoRoundTrip() {
        stream.receiverReport(new ReportFigures(0, 0, 0, 0, 0, 0), NTP);
        assertThat(stream.rtt().known()).isFalse();
    }

    @Test
    void answersReferenceTimes() {
        assertThat(stream.dlrr(0)).isEqualTo(new DlrrFigures(0, 0));
        stream.referenceTime(NTP, 100 * MS);
        assertThat(stream.dlrr(5350 * MS)).isEqualTo(new DlrrFigures(0xb705_2000L, 0x0005_4000L));
    }

    @Test
    void sendsAgainWhatIsAskedForWithNumbersOfItsOwn() {
        send(65_535, 0, 0);
        send(0, 0, 0);
        assertThat(stream.nacked(65_535, target, 50 * MS)).isEqualTo(Retransmit.SEND);
        assertThat(Packets.isIntact(target, 65_535, 1012)).isTrue();
        assertThat(stream.nacked(65_535, target, 60 * MS)).isEqualTo(Retransmit.TOO_SOON);
        assertThat(stream.nacked(1234, target, 60 * MS)).isEqualTo(Retransmit.GONE);
        assertThat(stream.nextRtxSequenceNumber()).isEqualTo(65_535);
        assertThat(stream.nextRtxSequenceNumber()).isZero();
        SendStreamStats stats = stream.stats(60 * MS);
        assertThat(stats.packetsRequested()).isEqualTo(3);
        assertThat(stats.packetsRetransmitted()).isEqualTo(1);
        assertThat(stats.bytesRetransmitted()).isEqualTo(1012);
        assertThat(stats.requestsTooSoon()).isEqualTo(1);
        assertThat(stats.requestsGone()).isEqualTo(1);
        assertThat(stats.requestsOverBudget()).isZero();
        assertThat(stats.packetsSent()).isEqualTo(2);
    }

    @Test
    void aStreamThatKeepsNothingHasNothingToSendAgain() {
        SendStream audio = new SendStream(48000, 0, (RetransmissionBuffer) null);
        audio.sent(Packets.packet(1, 100), 1, 0, 88, 0);
        assertThat(audio.nacked(1, target, 0)).isEqualTo(Retransmit.GONE);
        audio.trim(0);
    }

    @Test
    void aStormOfRequestsIsBoundedByTheBudget() {
        // 4 Mbit/s for ten seconds; the receiver asks for the last 400 packets all the time.
        long sentBytes = 0;
        long now = 0;
        for (int i = 0; i < 5000; i++, now += 2 * MS) {
            send(i, 45L * i, now);
            sentBytes += 1012;
            for (int back = i % 10; back < 400; back += 10) {
                stream.nacked(i - back & 0xffff, target, now);
            }
        }
        SendStreamStats stats = stream.stats(now);
        assertThat(stats.requestsOverBudget()).isGreaterThan(100_000 / 2);
        assertThat(stats.bytesRetransmitted()).isLessThan(sentBytes * 6 / 10);
        assertThat(stats.bytesRetransmitted()).isGreaterThan(sentBytes * 4 / 10);
    }

    @Test
    void aBudgetThatIsSetHolds() {
        stream.retransmissionBudget(80_960);
        long now = 0;
        for (int i = 0; i < 5000; i++, now += 2 * MS) {
            send(i, 45L * i, now);
            stream.nacked(i, target, now);
        }
        // Ten packets of 1012 bytes a second, and one second's worth at once.
        assertThat(stream.stats(now).packetsRetransmitted()).isBetween(105L, 110L);
    }

    @Test
    void aBurstOfLossIsRepairedWhole() {
        long now = 0;
        for (int i = 0; i < 1000; i++, now += 2 * MS) {
            send(i, 45L * i, now);
        }
        for (int i = 800; i < 950; i++) {
            assertThat(stream.nacked(i, target, now)).as("packet %d", i).isEqualTo(Retransmit.SEND);
        }
    }

    @Test
    void goesOnWhereAnEarlierProcessLeftIt() {
        send(500, 9000, 0);
        stream.nextRtxSequenceNumber();
        SendStreamState state = stream.state();
        assertThat(state).isEqualTo(new SendStreamState(500, 9000, 1, 1000, 0));

        SendStream after = new SendStream(90000, state, buffer());
        assertThat(after.senderReport(0, NTP)).isNull();
        after.sent(Packets.packet(501, 1012), 501, 12_000, 1000, 40 * MS);
        assertThat(after.senderReport(40 * MS, NTP))
                .isEqualTo(new SenderReportFigures(NTP, 12_000, 2, 2000));
        assertThat(after.nacked(500, target, 40 * MS)).isEqualTo(Retransmit.GONE);
        assertThat(after.state()).isEqualTo(new SendStreamState(501, 12_000, 2, 2000, 0));
    }

    private void send(int sequenceNumber, long timestamp, long nowNanos) {
        stream.sent(
                Packets.packet(sequenceNumber, 1012), sequenceNumber, timestamp, 1000, nowNanos);
    }

    private static SendStream stream() {
        return new SendStream(90000, 65_535, buffer());
    }

    private static RetransmissionBuffer buffer() {
        return new RetransmissionBuffer(16 << 10, 1 << 20, 1200 * MS);
    }
}
