package foyer.sfu.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ReceiveStreamTest {
    private static final long MS = 1_000_000;

    private final int[] numbers = new int[16];

    @Test
    void asksForNothingWhereNackWasNotAgreed() {
        ReceiveStream stream = new ReceiveStream(48000, Recovery.NONE);
        stream.receive(1, 0, 100, 0, Origin.MEDIA);
        stream.receive(4, 0, 100, 0, Origin.MEDIA);
        assertThat(stream.nextDeadlineNanos()).isEqualTo(NackWindow.NO_DEADLINE);
        assertThat(stream.nacksDue(100 * MS, numbers)).isZero();
    }

    @Test
    void goesOnWhereAnEarlierProcessLeftIt() {
        ReceiveStream before = new ReceiveStream(90000, Recovery.NACK);
        before.receive(65_534, 0, 100, 0, Origin.MEDIA);
        before.receive(0, 0, 100, 0, Origin.MEDIA);
        ReceiveStream after = new ReceiveStream(90000, Recovery.NACK, before.state());

        assertThat(after.receive(3, 0, 100, 0, Origin.MEDIA)).isEqualTo(Arrival.GAP);
        assertThat(after.extended()).isEqualTo(65536 + 3);
        assertThat(after.nacksDue(10 * MS, numbers)).isEqualTo(2);
        assertThat(numbers).startsWith(1, 2);
        // One lost before, two while nobody listened.
        assertThat(after.report(0).cumulativeLost()).isEqualTo(3);
        assertThat(after.report(0).extendedHighest()).isEqualTo(65536 + 3);
        assertThat(after.stats(0).packetsReceived()).isEqualTo(3);
    }

    @Test
    void aStateBeforeTheFirstPacketRestoresAFreshStream() {
        ReceiveStreamState empty = new ReceiveStream(90000, Recovery.NACK).state();
        assertThat(empty.extendedHighest()).isEqualTo(-1);
        ReceiveStream after = new ReceiveStream(90000, Recovery.NACK, empty);
        assertThat(after.receive(5000, 0, 100, 0, Origin.MEDIA)).isEqualTo(Arrival.NEXT);
    }

    @Test
    void countsWhatItDidForTheStats() {
        ReceiveStream stream = new ReceiveStream(90000, Recovery.NACK);
        stream.rtt(40 * MS);
        stream.receive(1, 0, 1000, 0, Origin.MEDIA);
        stream.receive(3, 0, 1000, 0, Origin.MEDIA);
        stream.receive(3, 0, 1000, 0, Origin.MEDIA);
        stream.nacksDue(10 * MS, numbers);
        stream.receive(2, 0, 1000, 55 * MS, Origin.RTX);
        stream.receive(2, 0, 1000, 56 * MS, Origin.RTX);
        ReceiveStreamStats stats = stream.stats(60 * MS);
        assertThat(stats.packetsReceived()).isEqualTo(3);
        assertThat(stats.bytesReceived()).isEqualTo(3000);
        assertThat(stats.packetsRetransmitted()).isEqualTo(2);
        assertThat(stats.packetsRepaired()).isEqualTo(1);
        assertThat(stats.packetsDuplicated()).isEqualTo(2);
        assertThat(stats.nacksSent()).isEqualTo(1);
        assertThat(stats.packetsNacked()).isEqualTo(1);
        assertThat(stats.packetsGivenUp()).isZero();
        assertThat(stats.rttMillis()).isEqualTo(40.0);
    }
}
