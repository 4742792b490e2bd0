package foyer.sfu.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import foyer.sfu.wire.DropReason;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Datagrams of strangers: they come in, are counted, and leave nothing behind. */
class UdpReceivingTest {
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    /** What a socket holds without the system's leave for more. */
    private static final int BURST = 50;

    private static final int BURSTS = 40;
    private static final int WARM_UP = 10;
    private static final long ONE_OBJECT_BYTES = 16;

    private final EventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, NetworkIo.best().handlers());
    private final Loop loop =
            new Loop(0, group.next(), new EngineClock(), UdpSending.CHANNEL, TcpPatience.DEFAULT);

    @AfterEach
    void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private Channel open(UdpReceiving receiving, String address) throws Exception {
        assumeThat(receiving).isIn(UdpReceiving.CHANNEL, UdpReceiving.best(NetworkIo.best()));
        Channel channel =
                Sockets.bind(
                        NetworkIo.best(),
                        loop.eventLoop(),
                        new InetSocketAddress(InetAddress.ofLiteral(address), 0),
                        Sockets.Sharing.ALONE,
                        new LoopSocket(loop, 0, receiving));
        loop.opened(
                List.of((InetSocketAddress) channel.localAddress()),
                List.of(channel),
                List.of(),
                List.of());
        return channel;
    }

    private LoopReport report() throws Exception {
        return loop.eventLoop().submit(() -> loop.report(0)).get();
    }

    /** They are at the socket already; the loop takes turns at reading and answering. */
    private void awaitDatagrams(long count) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (report().stats().datagramsIn() < count) {
            assertThat(System.nanoTime()).as("datagrams did not come").isLessThan(deadline);
        }
    }

    private static void send(DatagramSocket from, Channel to, int... sizes) throws Exception {
        InetSocketAddress address = (InetSocketAddress) to.localAddress();
        for (int size : sizes) {
            from.send(new DatagramPacket(new byte[size], size, address));
        }
    }

    @ParameterizedTest
    @EnumSource(UdpReceiving.class)
    void anySizeComesInOverBothFamilies(UdpReceiving receiving) throws Exception {
        for (String address : List.of("127.0.0.1", "::1")) {
            long before = report().stats().datagramsIn();
            Channel channel = open(receiving, address);
            receiving.start(channel, loop, 0);
            try (DatagramSocket sender = new DatagramSocket(0, InetAddress.ofLiteral(address))) {
                send(sender, channel, 1, 0, 1200, 2048, 3);
                awaitDatagrams(before + 5);
            }
            channel.close().sync();
        }
        assertThat(report().drops().of(DropReason.EMPTY)).isEqualTo(2);
        assertThat(report().drops().of(DropReason.UNKNOWN_SOURCE)).isEqualTo(8);
        assertThat(report().stats().bytesIn()).isEqualTo(2 * 3252);
    }

    @ParameterizedTest
    @EnumSource(value = UdpReceiving.class, names = "SYSTEM_CALL")
    void whatIsTooLargeIsDropped(UdpReceiving receiving) throws Exception {
        Channel channel = open(receiving, "127.0.0.1");
        receiving.start(channel, loop, 0);
        try (DatagramSocket sender = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            send(sender, channel, 2049, 20_000, 100);
            awaitDatagrams(3);
        }
        assertThat(report().drops().of(DropReason.TOO_LARGE)).isEqualTo(2);
        assertThat(report().drops().of(DropReason.UNKNOWN_SOURCE)).isEqualTo(1);
    }

    @Test
    void nothingIsAllocatedForADatagram() throws Exception {
        Channel channel = open(UdpReceiving.SYSTEM_CALL, "127.0.0.1");
        NativeReceiver receiver =
                new NativeReceiver(SystemReceive.find().orElseThrow(), channel, loop, 0);
        try (DatagramSocket sender = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            long allocated = 0;
            for (int burst = -WARM_UP * BURSTS; burst < BURSTS; burst++) {
                for (int i = 0; i < BURST; i++) {
                    send(sender, channel, 1000);
                }
                long bytes = loop.eventLoop().submit(() -> allocatedBy(receiver)).get();
                // Some bytes a call at first, before the compiler has seen enough of them.
                allocated += burst < 0 ? 0 : bytes;
            }
            assertThat(report().stats().datagramsIn()).isEqualTo((WARM_UP + 1) * BURSTS * BURST);
            assertThat(allocated / (BURST * BURSTS)).isLessThan(ONE_OBJECT_BYTES);
        }
        receiver.close();
    }

    private static long allocatedBy(NativeReceiver receiver) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        receiver.receive();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @ParameterizedTest
    @EnumSource(value = UdpReceiving.class, names = "SYSTEM_CALL")
    void nothingIsLeftOpen(UdpReceiving receiving) throws Exception {
        assumeThat(Path.of("/proc/self/fd")).exists();
        long before = sockets();
        for (int i = 0; i < 5; i++) {
            Channel channel = open(receiving, "127.0.0.1");
            receiving.start(channel, loop, 0);
            channel.close().sync();
        }
        // What closes with a channel has closed when the loop has a turn for us.
        loop.eventLoop().submit(() -> {}).sync();
        assertThat(sockets()).isEqualTo(before);
    }

    private static long sockets() throws Exception {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(UdpReceivingTest::isSocket).count();
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (java.io.IOException closedMeanwhile) {
            return false;
        }
    }
}
