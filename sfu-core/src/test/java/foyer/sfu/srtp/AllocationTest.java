package foyer.sfu.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import foyer.sfu.wire.NativePacket;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.SrtpKeys;
import foyer.sfu.wire.SrtpProfile;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AllocationTest {
    private static final int PACKETS = 30_000;
    private static final int PACKET_BYTES = 1000;

    private final PacketBuffer packet = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private final PacketBuffer received = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private final NativePacket place =
            new NativePacket().rewrap(Arena.ofAuto().allocate(2048), 0, 2048);
    private int next;

    @BeforeAll
    static void needsTheLibrary() {
        NativeCiphers.assumeThere();
    }

    @ParameterizedTest
    @EnumSource
    void theLibraryMakesNoGarbage(SrtpProfile profile) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        SrtpKeys keys = Packets.keys(profile, new Random(1));
        Srtp room = new Srtp(() -> NativeCiphers.CHOICE);
        try (SrtpContext sender = room.context(keys);
                SrtpContext receiver = room.context(keys.mirrored())) {
            carry(sender, receiver); // until it is compiled
            long before = threads.getCurrentThreadAllocatedBytes();
            int carried = carry(sender, receiver);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(carried).isEqualTo(5 * PACKETS);
            assertThat(allocated).isLessThan(PACKETS); // not a byte each; measuring costs some
        }
    }

    private int carry(SrtpContext sender, SrtpContext receiver) {
        int carried = 0;
        for (int i = 0; i < PACKETS; i++) {
            carried += done(sender.protectRtp(rtp(), place));
            carried += done(sender.protectRtp(rtp()));
            received.set(packet);
            carried += done(receiver.unprotectRtp(received));
            received.putU8(20, received.u8(20) ^ 1);
            receiver.unprotectRtp(received); // one that fails
            packet.length(100).putI32(0, 0x81c8_0018);
            carried += done(sender.protectRtcp(packet));
            carried += done(receiver.unprotectRtcp(packet));
        }
        return carried;
    }

    private PacketBuffer rtp() {
        packet.length(PACKET_BYTES).putU16(0, 0x8060);
        packet.putU16(2, next++ & 0xffff);
        packet.putI32(8, 77);
        return packet;
    }

    private static int done(SrtpResult result) {
        return result == SrtpResult.OK ? 1 : 0;
    }
}
