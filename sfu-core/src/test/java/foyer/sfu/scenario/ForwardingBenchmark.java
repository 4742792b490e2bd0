package foyer.sfu.scenario;

import com.sun.management.ThreadMXBean;
import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.ortc.SupportedCapabilities;
import foyer.sfu.router.Router;
import foyer.sfu.router.RouterConfig;
import foyer.sfu.router.RouterOutput;
import foyer.sfu.router.RouterTap;
import foyer.sfu.router.SilentOutput;
import foyer.sfu.scenario.PreparedVideo.Sizes;
import foyer.sfu.srtp.Srtp;
import foyer.sfu.wire.NativePacket;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import foyer.sfu.wire.SrtpKeys;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What forwarding costs: one sender of video, N receivers, no sockets. CPU time and bytes allocated
 * per forwarded packet, decryption, deadlines and reports included, sending not.
 *
 * <p>Arguments: numbers of receivers.
 */
public final class ForwardingBenchmark {
    private static final long FRAME_NANOS = 33_333_333;
    private static final int BATCH = 1024;
    private static final int WARM_UP_FORWARDED = 1_500_000;
    private static final int MEASURED_FORWARDED = 3_000_000;

    /** Where the datagrams go. */
    public interface Exit {
        void transmit(PacketBuffer datagram, Path path);

        /** As in {@link RouterOutput}. */
        default @Nullable NativePacket place(Path path, int bytes) {
            return null;
        }

        /** As in {@link RouterOutput}. */
        default void transmitPlaced(Path path) {
            throw new AssertionError("no place was given for " + path);
        }

        /** What was given together has left the room. */
        default void settle() {}
    }

    /** How packets come. */
    public enum Reading {
        ONE_BY_ONE,
        /** A frame at once. */
        TOGETHER
    }

    private final int receivers;
    private final Counting out;
    private final Router router;
    private final RoomPeers peers;
    private final PreparedVideo video;
    private final Path senderPath = path(1);
    private final PacketBuffer incoming = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private long nowNanos = 1_000_000_000;
    private long packets;

    private ForwardingBenchmark(int receivers) {
        this(receivers, Sizes.AS_BROWSERS, Srtp.base(), (datagram, path) -> {});
    }

    ForwardingBenchmark(int receivers, Sizes sizes, Srtp srtp, Exit exit) {
        this(IntStream.range(0, receivers).mapToObj(i -> path(2 + i)).toList(), sizes, srtp, exit);
    }

    /** A room whose receivers are reached over these paths. */
    public ForwardingBenchmark(List<Path> receivers, Srtp srtp, Exit exit) {
        this(receivers, Sizes.AS_BROWSERS, srtp, exit);
    }

    private ForwardingBenchmark(List<Path> receivers, Sizes sizes, Srtp srtp, Exit exit) {
        this.receivers = receivers.size();
        out = new Counting(exit);
        RtpCapabilities capabilities = SupportedCapabilities.routerCapabilities();
        router = new Router(new RouterConfig(capabilities, 1, 0), RouterTap.NONE, srtp);
        peers = new RoomPeers(router, out, 1);
        SrtpKeys keys = peers.join("sender", senderPath, nowNanos);
        video = new PreparedVideo(Srtp.create(keys.mirrored()), sizes);
        peers.produce("sender", "video", nowNanos);
        for (int i = 0; i < receivers.size(); i++) {
            String id = "receiver" + i;
            peers.join(id, receivers.get(i), nowNanos);
            peers.consume(id, "video", nowNanos);
        }
    }

    private static Path path(int number) {
        byte[] ip = {127, (byte) (number >> 16), (byte) (number >> 8), (byte) number};
        try {
            return new Path(0, new InetSocketAddress(InetAddress.getByAddress(ip), 5000));
        } catch (java.net.UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** Protects the next packets beforehand, so that only the router is measured. */
    public void prepare(int count) {
        video.prepare(count);
    }

    /** Gives the room what was prepared. */
    public void play(int count, Reading reading) {
        play(count, 0, reading);
    }

    /** Gives the room a part of what was prepared: the one after so many others as long. */
    public void play(int count, int part, Reading reading) {
        int first = part * count;
        for (int i = first; i < first + count; i++) {
            if (packets % PreparedVideo.PACKETS_PER_FRAME == 0) {
                nowNanos += FRAME_NANOS;
                if (router.nextDeadlineNanos() <= nowNanos) {
                    router.onDeadline(nowNanos, out);
                }
            }
            byte[] datagram = video.datagram(i);
            incoming.length(datagram.length);
            incoming.putBytes(0, datagram, 0, datagram.length);
            if (reading == Reading.TOGETHER) {
                router.gather("sender", incoming, senderPath, nowNanos, out);
            } else {
                router.receive("sender", incoming, senderPath, nowNanos, out);
            }
            packets++;
            if (packets % PreparedVideo.PACKETS_PER_FRAME == 0 || i == first + count - 1) {
                router.settle(out);
                out.exit.settle();
            }
        }
    }

    private void run() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long cpuNanos = 0;
        long bytes = 0;
        long forwarded = 0;
        long received = 0;
        long warm = out.datagrams + WARM_UP_FORWARDED;
        while (forwarded < MEASURED_FORWARDED) {
            int batch = Math.clamp(100_000 / receivers, PreparedVideo.PACKETS_PER_FRAME, BATCH);
            prepare(batch);
            consent();
            boolean measured = out.datagrams > warm;
            long cpuBefore = threads.getCurrentThreadCpuTime();
            long bytesBefore = threads.getCurrentThreadAllocatedBytes();
            long datagramsBefore = out.datagrams;
            play(batch, Reading.TOGETHER);
            if (measured) {
                bytes += threads.getCurrentThreadAllocatedBytes() - bytesBefore;
                cpuNanos += threads.getCurrentThreadCpuTime() - cpuBefore;
                forwarded += out.datagrams - datagramsBefore;
                received += batch;
            }
        }
        System.out.printf(
                "%4d receivers: %,d received, %,d sent, %,d ns CPU and %.1f bytes allocated"
                        + " per packet sent (%,d ns and %,d bytes per packet received), drops %s%n",
                receivers,
                received,
                forwarded,
                cpuNanos / forwarded,
                (double) bytes / forwarded,
                cpuNanos / received,
                bytes / received,
                router.drops().snapshot());
    }

    /** Datagrams that went out. */
    public long sent() {
        return out.datagrams;
    }

    /** Keeps the paths alive. */
    public void consent() {
        peers.consent(nowNanos);
    }

    public static void main(String[] arguments) {
        int[] counts = {1, 10, 100, 500};
        if (arguments.length > 0) {
            counts = new int[arguments.length];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = Integer.parseInt(arguments[i]);
            }
        }
        for (int count : counts) {
            new ForwardingBenchmark(count).run();
        }
    }

    /** Counts what would be sent. */
    private static final class Counting extends SilentOutput {
        private final Exit exit;
        private long datagrams;

        Counting(Exit exit) {
            this.exit = exit;
        }

        @Override
        public void transmit(PacketBuffer datagram, Path path) {
            exit.transmit(datagram, path);
            datagrams++;
        }

        @Override
        public @Nullable NativePacket place(Path path, int bytes) {
            return exit.place(path, bytes);
        }

        @Override
        public void transmitPlaced(Path path) {
            exit.transmitPlaced(path);
            datagrams++;
        }
    }
}
