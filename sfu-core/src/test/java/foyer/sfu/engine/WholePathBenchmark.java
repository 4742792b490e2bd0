package foyer.sfu.engine;

import foyer.sfu.api.SrtpCipher;
import foyer.sfu.scenario.ForwardingBenchmark;
import foyer.sfu.scenario.ForwardingBenchmark.Reading;
import foyer.sfu.srtp.Srtp;
import foyer.sfu.srtp.SrtpReport;
import foyer.sfu.wire.Drops;
import foyer.sfu.wire.NativePacket;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the whole way of a packet costs, decrypted, forwarded to N receivers, protected and sent
 * over loopback: as a media loop does it, and as one would at first, packet by packet, with the
 * base's cipher and a system call for each datagram. CPU time of the one thread that does all of
 * it, in turns, so that the ratio holds on a machine that others use too.
 */
public final class WholePathBenchmark {
    /** Of one turn: ten frames. */
    private static final int PACKETS = 60;

    private static final int WARM_UP_ROUNDS = 150;
    private static final String NAME = "whole forwarding loop with own sending";

    private final List<DatagramChannel> sinks = new ArrayList<>();
    private final List<Path> paths = new ArrayList<>();
    private final ByteBuffer sink = ByteBuffer.allocateDirect(2048);
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    private WholePathBenchmark(int receivers) throws IOException {
        for (int i = 0; i < receivers; i++) {
            DatagramChannel channel = DatagramChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 20);
            channel.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            channel.configureBlocking(false);
            sinks.add(channel);
            paths.add(new Path(0, (InetSocketAddress) channel.getLocalAddress()));
        }
    }

    /** A system call for each datagram. */
    private static final class Naive implements ForwardingBenchmark.Exit {
        private final DatagramChannel channel;
        private final ByteBuffer datagram = ByteBuffer.allocateDirect(PacketBuffer.CAPACITY);

        Naive(DatagramChannel channel) {
            this.channel = channel;
        }

        @Override
        public void transmit(PacketBuffer packet, Path path) {
            datagram.clear().put(packet.array(), packet.offset(), packet.length()).flip();
            try {
                channel.send(datagram, path.remote());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** As a loop sends. */
    private record Own(UdpSocket socket) implements ForwardingBenchmark.Exit {
        @Override
        public void transmit(PacketBuffer packet, Path path) {
            socket.transmit(packet, path);
        }

        @Override
        public @Nullable NativePacket place(Path path, int bytes) {
            return socket.place(bytes);
        }

        @Override
        public void transmitPlaced(Path path) {
            socket.transmitPlaced(path);
        }

        @Override
        public void settle() {
            socket.flush();
        }
    }

    /** A room, with what forwarding in it took. */
    private static final class Way {
        private final ForwardingBenchmark room;
        private final Reading reading;
        private final Figures nanos = new Figures();

        Way(ForwardingBenchmark room, Reading reading) {
            this.room = room;
            this.reading = reading;
        }
    }

    private void play(Way way, boolean isMeasured) throws IOException {
        way.room.prepare(PACKETS);
        way.room.consent();
        drain();
        long sentBefore = way.room.sent();
        long before = threads.getCurrentThreadCpuTime();
        way.room.play(PACKETS, way.reading);
        long nanos = threads.getCurrentThreadCpuTime() - before;
        if (isMeasured) {
            way.nanos.add((double) nanos / (way.room.sent() - sentBefore));
        }
        drain();
    }

    private void drain() throws IOException {
        for (DatagramChannel channel : sinks) {
            sink.clear();
            while (channel.receive(sink) != null) {
                sink.clear();
            }
        }
    }

    /** How often the naive way's time a packet holds ours. */
    private double ratio(EventLoopGroup group, int rounds) throws Exception {
        SrtpReport report = Srtp.choose(SrtpCipher.AUTO, System::nanoTime);
        Channel channel =
                Sockets.bind(
                        NetworkIo.best(),
                        group.next(),
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
                        Sockets.Sharing.ALONE,
                        new ChannelInboundHandlerAdapter() {});
        UdpSocket socket = UdpSocket.open(channel, UdpSending.best(NetworkIo.best()), new Drops());
        try (DatagramChannel plain = DatagramChannel.open()) {
            plain.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            Way naive =
                    new Way(
                            new ForwardingBenchmark(paths, Srtp.base(), new Naive(plain)),
                            Reading.ONE_BY_ONE);
            Way own =
                    new Way(
                            new ForwardingBenchmark(
                                    paths, new Srtp(report::choice), new Own(socket)),
                            Reading.TOGETHER);
            group.next()
                    .submit(() -> {
                        for (int round = 0; round < WARM_UP_ROUNDS + rounds; round++) {
                            play(naive, round >= WARM_UP_ROUNDS);
                            play(own, round >= WARM_UP_ROUNDS);
                        }
                        return null;
                    })
                    .get();
            double ratio = naive.nanos.median() / own.nanos.median();
            System.out.printf(
                    Locale.ROOT,
                    "| %s, %d receivers | %,.0f ns | naive: %,.0f ns | %.2f times |%n",
                    NAME,
                    paths.size(),
                    own.nanos.median(),
                    naive.nanos.median(),
                    ratio);
            return ratio;
        }
    }

    /**
     * Measures and prints.
     *
     * @return the ratio
     */
    public static double measure(int receivers, int rounds) throws Exception {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NetworkIo.best().handlers());
        try {
            return new WholePathBenchmark(receivers).ratio(group, rounds);
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    /**
     * Arguments: receivers, rounds, and a file with the line of an earlier run, as in {@link
     * EarlierRun}.
     */
    public static void main(String[] arguments) throws Exception {
        int receivers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
        EarlierRun before = arguments.length > 2 ? EarlierRun.in(arguments[2]) : EarlierRun.none();
        if (!before.holds(NAME, measure(receivers, rounds))) {
            System.exit(1);
        }
    }
}
