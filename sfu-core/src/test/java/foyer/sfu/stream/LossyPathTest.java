package foyer.sfu.stream;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.SerialNumbers;
import java.util.BitSet;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sender and a receiver on a seeded bad path, in virtual time. */
final class LossyPathTest {
    private static final long MS = 1_000_000;
    private static final int FIRST = 65_000;
    private static final int PACKETS = 10_000;

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final SendStream sender =
            new SendStream(90000, 1, new RetransmissionBuffer(16 << 10, 1 << 20, 1200 * MS));
    private final ReceiveStream receiver = new ReceiveStream(90000, Recovery.NACK);
    private final PacketBuffer packet = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private final BitSet arrived = new BitSet();
    private final int[] numbers = new int[128];
    private long order;
    private long askedInVain;
    private long gaveUp;

    /** What arrives somewhere at a time; the order breaks ties. */
    private record Event(long atNanos, long order, boolean isRequest, int number, Origin origin)
            implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(atNanos, other.atNanos);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyPacketComesThroughLossReorderingAndRepeats(long seed) {
        Random random = new Random(seed);
        receiver.rtt(80 * MS);
        long end = (2L * PACKETS + 2000) * MS;
        for (long now = 0; now < end; now += MS) {
            long i = now / (2 * MS);
            if (now % (2 * MS) == 0 && i < PACKETS) {
                send((int) (FIRST + i), now, random);
            }
            deliver(now, random);
            request(now, random);
        }
        assertThat(arrived.nextClearBit(FIRST) - FIRST)
                .as("seed %d: the first packet that never came", seed)
                .isEqualTo(PACKETS);
        assertThat(gaveUp).as("seed %d", seed).isZero();
        assertThat(askedInVain).as("seed %d: asked for what had come", seed).isZero();
        ReceiveStreamStats stats = receiver.stats(end);
        // One in ten is lost; each needs about 1.1 requests, plus a few for the reordered.
        assertThat(stats.packetsLost()).as("seed %d", seed).isBetween(700L, 1100L);
        assertThat(stats.packetsNacked()).as("seed %d", seed).isLessThan(PACKETS * 15 / 100);
        assertThat(sender.stats(end).requestsGone()).as("seed %d", seed).isZero();
        assertThat(receiver.nextDeadlineNanos()).isEqualTo(NackWindow.NO_DEADLINE);
    }

    private void send(int number, long now, Random random) {
        Packets.fill(packet, number, 1012);
        sender.sent(packet, number & 0xffff, 45L * (number - FIRST), 1000, now);
        path(now, number & 0xffff, Origin.MEDIA, random);
        if (random.nextInt(100) == 0) {
            path(now, number & 0xffff, Origin.MEDIA, random);
        }
    }

    private void path(long now, int number, Origin origin, Random random) {
        // The first and the last get through, or nothing would show that they are missing.
        boolean isEdge = number == FIRST || number == (FIRST + PACKETS - 1 & 0xffff);
        if (random.nextInt(100) < 10 && !isEdge) {
            return;
        }
        long jitterNanos = random.nextInt(20) == 0 ? random.nextInt(12) * MS : 0;
        events.add(new Event(now + 40 * MS + jitterNanos, order++, false, number, origin));
    }

    private void deliver(long now, Random random) {
        for (Event event = events.peek();
                event != null && event.atNanos <= now;
                event = events.peek()) {
            events.remove();
            if (event.isRequest) {
                answer(event, now, random);
            } else {
                Arrival arrival = receiver.receive(event.number, 0, 1012, now, event.origin);
                boolean isNew = !arrived.get(index());
                assertThat(arrival.isNew()).isEqualTo(isNew);
                arrived.set(index());
            }
        }
    }

    private void answer(Event event, long now, Random random) {
        if (sender.nacked(event.number, packet, now) == Retransmit.SEND) {
            assertThat(Packets.isIntact(packet, event.number, 1012)).isTrue();
            path(now, event.number, Origin.RTX, random);
        }
    }

    private void request(long now, Random random) {
        int count = receiver.nacksDue(now, numbers);
        for (int i = 0; i < count; i++) {
            long extended = SerialNumbers.extend16(receiver.highest(), numbers[i]);
            askedInVain += arrived.get((int) extended) ? 1 : 0;
            if (random.nextInt(100) >= 5) {
                events.add(new Event(now + 40 * MS, order++, true, numbers[i], Origin.MEDIA));
            }
        }
        gaveUp += receiver.keyFrameNeeded() ? 1 : 0;
    }

    private int index() {
        return (int) receiver.extended();
    }
}
