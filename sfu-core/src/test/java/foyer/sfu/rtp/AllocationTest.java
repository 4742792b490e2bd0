package foyer.sfu.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import foyer.sfu.wire.PacketBuffer;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

final class AllocationTest {
    private static final int PACKETS = 50_000;

    private final RtpPacket source = new RtpPacket();
    private final RtpWriter writer = new RtpWriter();
    private final PacketBuffer target = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private final PacketBuffer incoming =
            RtpPacketTest.hex(
                    "90e0 1234 89abcdef deadbeef bede0003 126d6964 210001 32abcdef 00 c0ffee");

    @Test
    void forwardingAllocatesNothingPerPacket() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        forward(); // until it is compiled
        long before = threads.getCurrentThreadAllocatedBytes();
        int forwarded = forward();
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(forwarded).isEqualTo(PACKETS);
        assertThat(allocated).isLessThan(PACKETS); // not a byte each; measuring costs some
    }

    private int forward() {
        int forwarded = 0;
        for (int i = 0; i < PACKETS; i++) {
            if (source.wrap(incoming) && RtpExtensions.textEquals(source, 1, "mid")) {
                writer.start(target, source)
                        .sequenceNumber(i)
                        .text(1, "a")
                        .u16(2, 0)
                        .copy(20, source, 3);
                if (writer.payload(incoming, source.payloadOffset(), source.payloadLength())) {
                    target.putU16(writer.extensionOffset(2), i);
                    forwarded++;
                }
            }
        }
        return forwarded;
    }
}
