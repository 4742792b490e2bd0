package foyer.sfu.engine;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Opens the UDP sockets of a loop. */
final class Sockets {
    private static final int MAX_DATAGRAM_BYTES = 2048;
    private static final int BATCH = 32;

    /** The kernel takes less where its limit is lower. */
    private static final int KERNEL_BUFFER_BYTES = 4 << 20;

    private static final WriteBufferWaterMark WATER_MARK =
            new WriteBufferWaterMark(4 << 20, 8 << 20);

    private Sockets() {}

    static Channel bind(
            NetworkIo io,
            EventLoop eventLoop,
            InetAddress address,
            int port,
            ChannelHandler handler)
            throws MediaServerException {
        Bootstrap bootstrap =
                new Bootstrap()
                        .group(eventLoop)
                        .channelFactory(() -> io.channel(address))
                        .option(ChannelOption.SO_RCVBUF, KERNEL_BUFFER_BYTES)
                        .option(ChannelOption.SO_SNDBUF, KERNEL_BUFFER_BYTES)
                        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                        .option(
                                ChannelOption.RECVBUF_ALLOCATOR,
                                new FixedRecvByteBufAllocator(MAX_DATAGRAM_BYTES * BATCH))
                        .handler(handler);
        if (io == NetworkIo.EPOLL) {
            // Several datagrams in one system call (recvmmsg).
            bootstrap.option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, MAX_DATAGRAM_BYTES);
        }
        ChannelFuture bound =
                bootstrap.bind(new InetSocketAddress(address, port)).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new MediaServerException(
                    "UDP port "
                            + port
                            + " on "
                            + address.getHostAddress()
                            + " cannot be opened ("
                            + bound.cause().getMessage()
                            + "): is another server running, or the port taken?",
                    bound.cause());
        }
        return bound.channel();
    }
}
