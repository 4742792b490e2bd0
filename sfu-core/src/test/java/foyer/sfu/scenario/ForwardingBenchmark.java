package foyer.sfu.scenario;

import com.sun.management.ThreadMXBean;
import foyer.sfu.api.ConsumerOptions;
import foyer.sfu.api.DtlsParameters;
import foyer.sfu.api.DtlsRole;
import foyer.sfu.api.IceParameters;
import foyer.sfu.api.MediaKind;
import foyer.sfu.api.ProducerOptions;
import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.api.Start;
import foyer.sfu.ice.StunClient;
import foyer.sfu.ortc.SupportedCapabilities;
import foyer.sfu.router.Router;
import foyer.sfu.router.RouterCommand;
import foyer.sfu.router.RouterConfig;
import foyer.sfu.router.RouterOutput;
import foyer.sfu.router.RouterTap;
import foyer.sfu.router.SilentOutput;
import foyer.sfu.rtp.RtpWriter;
import foyer.sfu.srtp.Srtp;
import foyer.sfu.srtp.SrtpContext;
import foyer.sfu.srtp.SrtpResult;
import foyer.sfu.wire.NativePacket;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import foyer.sfu.wire.SrtpKeys;
import foyer.sfu.wire.SrtpProfile;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What forwarding costs: one sender of video, N receivers, no sockets. CPU time and bytes allocated
 * per forwarded packet, decryption, deadlines and reports included, sending not.
 *
 * <p>Arguments: numbers of receivers.
 */
public final class ForwardingBenchmark {
    private static final int PAYLOAD_BYTES = 1050;

    /** A frame of 1.5 Mbit/s. */
    private static final int PACKETS_PER_FRAME = 6;

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

    private final List<Path> receivers;
    private final SplittableRandom random = new SplittableRandom(1);
    private final Counting out;
    private final Router router;
    private final SrtpContext sender;
    private final Path senderPath = path(1);
    private final byte[][] datagrams = new byte[BATCH][];
    private final int[] lengths = new int[BATCH];
    private final PacketBuffer incoming = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private final PacketBuffer payload = PacketBuffer.allocate(PAYLOAD_BYTES);
    private final RtpWriter writer = new RtpWriter();
    private long nowNanos = 1_000_000_000;
    private long packets;

    private ForwardingBenchmark(int receivers) {
        this(receivers, Srtp.base(), (datagram, path) -> {});
    }

    ForwardingBenchmark(int receivers, Srtp srtp, Exit exit) {
        this(IntStream.range(0, receivers).mapToObj(i -> path(2 + i)).toList(), srtp, exit);
    }

    /** A room whose receivers are reached over these paths. */
    public ForwardingBenchmark(List<Path> receivers, Srtp srtp, Exit exit) {
        this.receivers = receivers;
        out = new Counting(exit);
        RtpCapabilities capabilities = SupportedCapabilities.routerCapabilities();
        router = new Router(new RouterConfig(capabilities, 1, 0), RouterTap.NONE, srtp);
        SrtpKeys keys = join("sender", senderPath);
        sender = Srtp.create(keys.mirrored());
        router.apply(
                new RouterCommand.Produce(
                        "sender",
                        "video",
                        new ProducerOptions(
                                MediaKind.VIDEO,
                                PeerParameters.video("1", "sender", List.of("f")),
                                Start.RUNNING)),
                nowNanos,
                out);
        for (int i = 0; i < receivers.size(); i++) {
            String id = "receiver" + i;
            join(id, receivers.get(i));
            router.apply(
                    new RouterCommand.Consume(
                            id,
                            id,
                            new ConsumerOptions(
                                    "video",
                                    PeerParameters.withoutCongestionFeedback(capabilities),
                                    Start.RUNNING)),
                    nowNanos,
                    out);
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

    private SrtpKeys join(String id, Path path) {
        IceParameters credentials =
                new IceParameters("user" + id, "password0123456789012345", true);
        router.apply(new RouterCommand.CreateTransport(id, credentials), nowNanos, out);
        router.apply(
                new RouterCommand.ConnectTransport(
                        id, new DtlsParameters(DtlsRole.CLIENT, List.of())),
                nowNanos,
                out);
        byte[] check = new StunClient(credentials, "peer", random).nominatingRequest();
        router.receive(id, PacketBuffer.wrap(check), path, nowNanos, out);
        SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;
        SrtpKeys keys =
                new SrtpKeys(
                        profile,
                        bytes(profile.keyBytes()),
                        bytes(profile.saltBytes()),
                        bytes(profile.keyBytes()),
                        bytes(profile.saltBytes()));
        router.handshakeDone(id, keys, nowNanos, out);
        return keys;
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Protects the next packets beforehand, so that only the router is measured. */
    public void prepare(int count) {
        PacketBuffer packet = PacketBuffer.allocate(PacketBuffer.CAPACITY);
        for (int i = 0; i < count; i++) {
            long number = packets + i;
            int frame = (int) (number / PACKETS_PER_FRAME);
            int index = (int) (number % PACKETS_PER_FRAME);
            TestMedia.writeVideo(
                    payload,
                    new TestMedia.VideoFacts(
                            0,
                            frame % 2 * 2,
                            index,
                            PACKETS_PER_FRAME,
                            frame,
                            frame == 0 ? TestMedia.NO_REFERENCE : frame - 1,
                            0),
                    false,
                    frame & 0x7fff,
                    frame / 2 & 0xff,
                    PAYLOAD_BYTES);
            writer.start(packet)
                    .payloadType(PeerParameters.VP8)
                    .marker(index == PACKETS_PER_FRAME - 1)
                    .sequenceNumber((int) number & 0xffff)
                    .timestamp(frame * 3000L & 0xffff_ffffL)
                    .ssrc(77);
            if (number < 100) {
                writer.text(PeerParameters.MID_ID, "1").text(PeerParameters.RID_ID, "f");
            }
            writer.u24(PeerParameters.ABS_SEND_TIME_ID, 0)
                    .u16(PeerParameters.TRANSPORT_CC_ID, (int) number & 0xffff)
                    .payload(payload, 0, PAYLOAD_BYTES);
            if (sender.protectRtp(packet) != SrtpResult.OK) {
                throw new AssertionError("cannot protect " + number);
            }
            datagrams[i] = packet.copy();
            lengths[i] = packet.length();
        }
    }

    /** Gives the room what was prepared. */
    public void play(int count, Reading reading) {
        for (int i = 0; i < count; i++) {
            if (packets % PACKETS_PER_FRAME == 0) {
                nowNanos += FRAME_NANOS;
                if (router.nextDeadlineNanos() <= nowNanos) {
                    router.onDeadline(nowNanos, out);
                }
            }
            incoming.length(lengths[i]);
            incoming.putBytes(0, datagrams[i], 0, lengths[i]);
            if (reading == Reading.TOGETHER) {
                router.gather("sender", incoming, senderPath, nowNanos, out);
            } else {
                router.receive("sender", incoming, senderPath, nowNanos, out);
            }
            packets++;
            if (packets % PACKETS_PER_FRAME == 0 || i == count - 1) {
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
            int batch = Math.clamp(100_000 / receivers.size(), PACKETS_PER_FRAME, BATCH);
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
                receivers.size(),
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
        check("sender", senderPath);
        for (int i = 0; i < receivers.size(); i++) {
            check("receiver" + i, receivers.get(i));
        }
    }

    private void check(String id, Path path) {
        IceParameters credentials =
                new IceParameters("user" + id, "password0123456789012345", true);
        byte[] check = new StunClient(credentials, "peer", random).nominatingRequest();
        router.receive(id, PacketBuffer.wrap(check), path, nowNanos, out);
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
