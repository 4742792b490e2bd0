package foyer.sfu.engine;

import foyer.sfu.api.MediaServerConfig;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;

/** Opens the sockets of a loop. For the engine and what is below it. */
public final class Sockets {
    static final int MAX_DATAGRAM_BYTES = 2048;
    private static final int BATCH = 32;

    private static final WriteBufferWaterMark WATER_MARK =
            new WriteBufferWaterMark(4 << 20, 8 << 20);

    /** TCP connections that may wait to be accepted. */
    private static final int BACKLOG = 1024;

    /**
     * What the kernel takes of a connection beyond what is in flight: the rest waits in our sight,
     * where it is dropped when it is too much.
     */
    private static final long UNSENT_BYTES = 16 << 10;

    /** Where the kernel knows no such bound: all it takes. */
    private static final int UNACKNOWLEDGED_BYTES = 128 << 10;

    private static final int DEAD_PEER_MILLIS = 20_000;

    private Sockets() {}

    /** Whether a socket shares its port with those of other loops. */
    public enum Sharing {
        ALONE,
        SHARED
    }

    /**
     * Opens a UDP socket, not from its own loop.
     *
     * @throws MediaServerException when it cannot be had
     */
    public static Channel bind(
            NetworkIo io,
            EventLoop eventLoop,
            InetSocketAddress address,
            Sharing sharing,
            ChannelHandler handler)
            throws MediaServerException {
        Bootstrap bootstrap =
                new Bootstrap()
                        .group(eventLoop)
                        .channelFactory(() -> io.channel(address.getAddress()))
                        .option(ChannelOption.SO_RCVBUF, MediaServerConfig.SOCKET_BUFFER_BYTES)
                        .option(ChannelOption.SO_SNDBUF, MediaServerConfig.SOCKET_BUFFER_BYTES)
                        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                        .option(
                                ChannelOption.RECVBUF_ALLOCATOR,
                                new FixedRecvByteBufAllocator(MAX_DATAGRAM_BYTES * BATCH))
                        .handler(handler);
        if (io == NetworkIo.EPOLL) {
            // Several datagrams in one system call (recvmmsg).
            bootstrap.option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, MAX_DATAGRAM_BYTES);
        }
        if (sharing == Sharing.SHARED) {
            // The kernel gives what comes from one address to one of the sockets, always the same.
            bootstrap.option(
                    io == NetworkIo.EPOLL
                            ? EpollChannelOption.SO_REUSEPORT
                            : NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT),
                    true);
        }
        return opened("UDP", address, bootstrap.bind(address));
    }

    /**
     * Makes sure that a port is nobody's: sockets that share one would also share it with another
     * server of the same user.
     */
    static void expectFree(InetSocketAddress address) throws MediaServerException {
        try {
            new DatagramSocket(address).close();
        } catch (IOException e) {
            throw taken("UDP", address, e);
        }
    }

    /**
     * Accepts TCP connections; {@code handler} is told of each. Not from its own loop.
     *
     * @throws MediaServerException when the port cannot be had
     */
    public static Channel listen(
            NetworkIo io, EventLoop eventLoop, InetSocketAddress address, ChannelHandler handler)
            throws MediaServerException {
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(eventLoop, eventLoop)
                        .channelFactory(io::listener)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        // Connections of a server that ended do not keep the next one out.
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(
                                ChannelOption.WRITE_BUFFER_WATER_MARK, TcpConnection.WATER_MARK)
                        .childHandler(handler);
        if (io == NetworkIo.EPOLL) {
            bootstrap
                    .childOption(EpollChannelOption.TCP_NOTSENT_LOWAT, UNSENT_BYTES)
                    .childOption(EpollChannelOption.TCP_USER_TIMEOUT, DEAD_PEER_MILLIS);
        } else {
            bootstrap.childOption(ChannelOption.SO_SNDBUF, UNACKNOWLEDGED_BYTES);
        }
        return opened("TCP", address, bootstrap.bind(address));
    }

    private static Channel opened(String protocol, InetSocketAddress address, ChannelFuture bound)
            throws MediaServerException {
        bound.awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw taken(protocol, address, bound.cause());
        }
        return bound.channel();
    }

    private static MediaServerException taken(
            String protocol, InetSocketAddress address, Throwable cause) {
        return new MediaServerException(
                protocol
                        + " port "
                        + address.getPort()
                        + " on "
                        + address.getAddress().getHostAddress()
                        + " cannot be opened ("
                        + cause.getMessage()
                        + "): is another server running, or the port taken?",
                cause);
    }
}
