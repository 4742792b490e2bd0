package foyer.sfu.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import foyer.sfu.wire.Drops;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import java.lang.management.ManagementFactory;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sending by the system call allocates nothing for a packet. */
class SendAllocationTest {
    private static final int RECEIVERS = 20;
    private static final int PACKETS = 5;
    private static final int FRAMES = 1_000;

    private final EventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, NetworkIo.best().handlers());
    private final PacketBuffer packet = PacketBuffer.wrap(new byte[1000]);

    @AfterEach
    void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void framesToManyLeaveWithoutGarbage() throws Exception {
        assumeTrue(Epoll.isAvailable());
        // Nobody reads: what is too much the kernel drops at the receiver's end.
        try (DatagramSocket sink = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            Channel channel =
                    Sockets.bind(
                            NetworkIo.EPOLL,
                            group.next(),
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
                            Sockets.Sharing.ALONE,
                            new ChannelInboundHandlerAdapter() {});
            UdpSocket socket = UdpSocket.open(channel, UdpSending.SYSTEM_CALL, new Drops());
            List<Path> paths = new ArrayList<>();
            for (int i = 0; i < RECEIVERS; i++) {
                // Receivers that differ, for the batch: 127.0.0.0/8 is all this machine.
                InetAddress address = InetAddress.ofLiteral("127.0.0." + (i + 1));
                paths.add(new Path(0, new InetSocketAddress(address, sink.getLocalPort())));
            }
            long bytes = channel.eventLoop().submit(() -> allocated(socket, paths)).get();
            // Some bytes a system call, before the compiler has seen enough of them.
            assertThat(bytes).isLessThan((long) FRAMES * PACKETS * RECEIVERS / 2);
            assertThat(socket.segmented().datagrams()).isPositive();
        }
    }

    private long allocated(UdpSocket socket, List<Path> paths) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        send(socket, paths);
        long before = threads.getCurrentThreadAllocatedBytes();
        send(socket, paths);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private void send(UdpSocket socket, List<Path> paths) {
        for (int frame = 0; frame < FRAMES; frame++) {
            for (int number = 0; number < PACKETS; number++) {
                for (int i = 0; i < RECEIVERS; i++) {
                    socket.transmit(packet, paths.get(i));
                }
            }
            socket.flush();
        }
    }
}
