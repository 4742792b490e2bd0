package foyer.sfu.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import foyer.sfu.api.IceParameters;
import foyer.sfu.api.MediaKind;
import foyer.sfu.api.ProducerOptions;
import foyer.sfu.api.Start;
import foyer.sfu.ortc.SupportedCapabilities;
import foyer.sfu.router.RouterCommand;
import foyer.sfu.router.RouterConfig;
import foyer.sfu.wire.PacketBuffer;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Recording a packet allocates nothing once the ring has gone round. */
class RecorderAllocationTest {
    private static final int PACKETS = 100_000;

    @Test
    void recordingAPacketAllocatesNothing() {
        Recorder recorder =
                new Recorder(
                        new RouterConfig(SupportedCapabilities.routerCapabilities(), 1, 0),
                        4 * PacketRing.CHUNK_BYTES,
                        Payloads.HEADERS_ONLY);
        recorder.command(
                new RouterCommand.CreateTransport("t", new IceParameters("u", "p", true)), 0);
        ProducerOptions options =
                new ProducerOptions(MediaKind.VIDEO, SmallCall.video(), Start.RUNNING);
        recorder.command(new RouterCommand.Produce("t", "p", options), 0);
        PacketBuffer packet = PacketBuffer.allocate(PacketBuffer.CAPACITY).length(1100);
        packet.putU8(0, 0x80);
        packet.putU8(1, 96);
        record(recorder, packet, 0);

        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        record(recorder, packet, PACKETS);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        // What the measurement itself may cost.
        assertThat(allocated).isLessThan(PACKETS / 10);
        assertThat(recorder.recording().complete()).isFalse();
    }

    private static void record(Recorder recorder, PacketBuffer packet, int from) {
        for (int i = from; i < from + PACKETS; i++) {
            packet.putU16(2, i & 0xffff);
            recorder.rtp("t", packet, i * 100_000L);
            recorder.transmitted("t", packet, i * 100_000L);
            recorder.deadline(i * 100_000L);
        }
    }
}
