package foyer.load.measure;

import foyer.sfu.srtp.Srtp;
import foyer.sfu.srtp.SrtpContext;
import foyer.sfu.srtp.SrtpResult;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.SrtpKeys;
import foyer.sfu.wire.SrtpProfile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * What this machine does with the bare minimum of forwarding: encrypt 1,100 bytes (AES-128-GCM) and
 * send them over loopback, one system call each, on one thread. Figures of different machines, or
 * of one machine at a quiet and a busy hour, are compared as multiples of this.
 */
public final class Yardstick {
    private static final int PACKET_BYTES = 1100;
    private static final int ROUND = 64;
    private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long MEASURE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final PacketBuffer packet = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private final ByteBuffer datagram = ByteBuffer.wrap(packet.array());
    private final SrtpContext srtp;
    private int sequenceNumber;

    private Yardstick() {
        SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;
        SplittableRandom random = new SplittableRandom();
        byte[] key = new byte[profile.keyBytes()];
        byte[] salt = new byte[profile.saltBytes()];
        random.nextBytes(key);
        random.nextBytes(salt);
        srtp = Srtp.create(new SrtpKeys(profile, key, salt, key, salt));
    }

    /** Packets for each CPU second of the thread; takes about three seconds. */
    public static double packetsPerCpuSecond() throws IOException {
        try (DatagramChannel receiver = DatagramChannel.open();
                DatagramChannel sender = DatagramChannel.open()) {
            receiver.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            receiver.configureBlocking(false);
            sender.connect(receiver.getLocalAddress());
            Yardstick yardstick = new Yardstick();
            yardstick.send(sender, receiver, WARM_UP_NANOS);
            return yardstick.send(sender, receiver, MEASURE_NANOS);
        }
    }

    private double send(DatagramChannel sender, DatagramChannel receiver, long nanos)
            throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        ByteBuffer sink = ByteBuffer.allocateDirect(PacketBuffer.CAPACITY);
        long cpuNanos = 0;
        long packets = 0;
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() - end < 0) {
            long before = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < ROUND; i++) {
                sendOne(sender);
            }
            cpuNanos += threads.getCurrentThreadCpuTime() - before;
            packets += ROUND;
            // Not measured: makes room in the receiver's buffer.
            do {
                sink.clear();
            } while (receiver.receive(sink) != null);
        }
        return packets * 1e9 / cpuNanos;
    }

    private void sendOne(DatagramChannel sender) throws IOException {
        packet.length(PACKET_BYTES);
        packet.putI64(0, 0x8060_0000_0000_0000L);
        packet.putU16(2, sequenceNumber++ & 0xffff);
        packet.putI32(8, 1);
        if (srtp.protectRtp(packet) != SrtpResult.OK) {
            throw new IllegalStateException("sequence number: " + sequenceNumber);
        }
        datagram.limit(packet.length()).position(0);
        sender.write(datagram);
    }
}
