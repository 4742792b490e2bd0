package foyer.sfu.engine;

import foyer.sfu.wire.Drops;
import foyer.sfu.wire.PacketBuffer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What sending costs, over loopback: a frame to N receivers, in all ways that there are, in turns.
 * CPU time of the sending thread for a packet, the kernel's work for it included, and what it
 * allocates.
 *
 * <p>Arguments: receivers, packets of a frame, rounds.
 */
public final class SendingBenchmark {
    private static final int PACKET_BYTES = 1100;
    private static final int FRAMES = 40;
    private static final int WARM_UP_ROUNDS = 5;

    private final int receivers;
    private final int packets;
    private final LoopbackSinks sinks;
    private final PacketBuffer packet = PacketBuffer.wrap(new byte[PACKET_BYTES]);
    private final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private SendingBenchmark(int receivers, int packets) throws IOException {
        this.receivers = receivers;
        this.packets = packets;
        sinks = new LoopbackSinks(receivers);
    }

    /** A way, with what it took. */
    private static final class Way {
        private final String name;
        private final UdpSocket socket;
        private final int packetsAFlush;
        private final List<Double> nanos = new ArrayList<>();
        private double bytes;

        Way(String name, UdpSocket socket, int packetsAFlush) {
            this.name = name;
            this.socket = socket;
            this.packetsAFlush = packetsAFlush;
        }

        double median() {
            double[] sorted = nanos.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            return sorted[sorted.length / 2];
        }
    }

    private void play(Way way, boolean isMeasured) throws IOException {
        long nanos = 0;
        long bytes = 0;
        long came = 0;
        for (int frame = 0; frame < FRAMES; frame++) {
            long cpuBefore = threads.getCurrentThreadCpuTime();
            long bytesBefore = threads.getCurrentThreadAllocatedBytes();
            int added = 0;
            for (int number = 0; number < packets; number++) {
                for (int i = 0; i < receivers; i++) {
                    way.socket.transmit(packet, sinks.paths().get(i));
                    if (++added % way.packetsAFlush == 0) {
                        way.socket.flush();
                    }
                }
            }
            way.socket.flush();
            bytes += threads.getCurrentThreadAllocatedBytes() - bytesBefore;
            nanos += threads.getCurrentThreadCpuTime() - cpuBefore;
            came += sinks.drain();
        }
        long sent = (long) FRAMES * packets * receivers;
        if (came != sent) {
            System.out.printf("%s: %,d of %,d came%n", way.name, came, sent);
        }
        if (isMeasured) {
            way.nanos.add((double) nanos / sent);
            way.bytes = (double) bytes / sent;
        }
    }

    private void run(EventLoopGroup group, int rounds) throws Exception {
        List<Way> ways = new ArrayList<>();
        ways.add(new Way("a send for each", socket(group, UdpSending.CHANNEL), 1));
        for (UdpSending sending : UdpSending.values()) {
            ways.add(new Way(sending.name(), socket(group, sending), Integer.MAX_VALUE));
        }
        group.next()
                .submit(() -> {
                    for (int round = 0; round < WARM_UP_ROUNDS + rounds; round++) {
                        for (Way way : ways) {
                            play(way, round >= WARM_UP_ROUNDS);
                        }
                    }
                    return null;
                })
                .get();
        double naive = ways.getFirst().median();
        System.out.printf("%d receivers, %d packets a frame%n", receivers, packets);
        for (Way way : ways) {
            System.out.printf(
                    "%-20s %,6.0f ns CPU, %5.1f bytes allocated a packet, %.2f times%n",
                    way.name, way.median(), way.bytes, naive / way.median());
        }
    }

    private static UdpSocket socket(EventLoopGroup group, UdpSending sending) throws Exception {
        Channel channel =
                Sockets.bind(
                        NetworkIo.best(),
                        group.next(),
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
                        Sockets.Sharing.ALONE,
                        new ChannelInboundHandlerAdapter() {});
        return UdpSocket.open(channel, sending, new Drops());
    }

    public static void main(String[] arguments) throws Exception {
        int[] numbers = Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
        int receivers = numbers.length > 0 ? numbers[0] : 60;
        int packets = numbers.length > 1 ? numbers[1] : 6;
        int rounds = numbers.length > 2 ? numbers[2] : 15;
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NetworkIo.best().handlers());
        try {
            new SendingBenchmark(receivers, packets).run(group, rounds);
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }
}
