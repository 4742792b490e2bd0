package foyer.sfu.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import foyer.sfu.wire.PacketBuffer;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** The way of a packet allocates nothing once it is warm. */
final class AllocationTest {
    private static final long MS = 1_000_000;
    private static final int WARM_UP = 30_000;
    private static final int PACKETS = 50_000;

    /** What the measurement itself and the runtime may cost: far less than a byte a packet. */
    private static final long SLACK_BYTES = PACKETS / 10;

    private final PacketBuffer packet = Packets.packet(0, 1012);
    private final PacketBuffer target = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private final int[] numbers = new int[128];

    private interface Step {
        void run(int number, long nowNanos);
    }

    @Test
    void receivingWithLossAndRequestsAllocatesNothing() {
        ReceiveStream stream = new ReceiveStream(90000, Recovery.NACK);
        assertThat(
                        allocated((number, now) -> {
                            if (number % 10 != 3) {
                                stream.receive(number, 45L * number, 1012, now, Origin.MEDIA);
                            }
                            if (number % 20 == 13) {
                                stream.receive(number - 10, 0, 1012, now, Origin.RTX);
                            }
                            stream.nacksDue(now, numbers);
                            stream.nextDeadlineNanos();
                            stream.keyFrameNeeded();
                            stream.bitsPerSecond(now);
                        }))
                .isLessThan(SLACK_BYTES);
        assertThat(stream.stats(0).packetsGivenUp()).isPositive();
    }

    @Test
    void sendingAndSendingAgainAllocatesNothing() {
        SendStream stream =
                new SendStream(90000, 1, new RetransmissionBuffer(16 << 10, 1 << 20, 1200 * MS));
        assertThat(
                        allocated((number, now) -> {
                            stream.sent(packet, number & 0xffff, 45L * number, 1000, now);
                            if (number % 10 == 3) {
                                stream.nacked(number - 2 & 0xffff, target, now);
                                stream.nextRtxSequenceNumber();
                            }
                        }))
                .isLessThan(SLACK_BYTES);
        assertThat(stream.stats(0).packetsRetransmitted()).isPositive();
    }

    @Test
    void theMeasurementSeesAnAllocation() {
        Object[] kept = new Object[1];
        assertThat(allocated((number, now) -> kept[0] = new byte[16])).isGreaterThan(SLACK_BYTES);
    }

    private static long allocated(Step step) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().threadId();
        for (int i = 0; i < WARM_UP; i++) {
            step.run(i, 2 * MS * i);
        }
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = WARM_UP; i < WARM_UP + PACKETS; i++) {
            step.run(i, 2 * MS * i);
        }
        return threads.getThreadAllocatedBytes(thread) - before;
    }
}
