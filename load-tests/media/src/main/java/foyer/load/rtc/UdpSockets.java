package foyer.load.rtc;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Opens UDP sockets that read several datagrams in one system call (recvmmsg). */
final class UdpSockets {
    private static final int MAX_DATAGRAM_BYTES = 2048;
    private static final int BATCH = 16;

    /** Bursts of many streams wait here while the loop is busy; the kernel may allow less. */
    private static final int KERNEL_BUFFER_BYTES = 1 << 20;

    private UdpSockets() {}

    static ChannelFuture bind(EventLoop loop, InetAddress remote, ChannelHandler handler) {
        boolean six = remote instanceof Inet6Address;
        SocketProtocolFamily family = six ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
        return new Bootstrap()
                .group(loop)
                .channelFactory(() -> new EpollDatagramChannel(family))
                .option(ChannelOption.SO_RCVBUF, KERNEL_BUFFER_BYTES)
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(MAX_DATAGRAM_BYTES * BATCH))
                .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, MAX_DATAGRAM_BYTES)
                .handler(handler)
                .bind(new InetSocketAddress(six ? "::" : "0.0.0.0", 0));
    }
}
