package foyer.sfu.engine;

import foyer.sfu.wire.Path;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sockets that nobody reads: the kernel drops what comes once their little memory is full, pieces
 * of several datagrams uncut where it can, so that the receiver's side costs next to nothing.
 */
final class UnreadSinks implements AutoCloseable {
    /** The least that Linux gives. */
    private static final int BUFFER_BYTES = 2304;

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final NetworkIo io = NetworkIo.best();
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, io.handlers());

    /** So many more; all have an address of their own. */
    List<Path> open(int count) {
        List<Path> paths = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            paths.add(new Path(0, (InetSocketAddress) open().localAddress()));
        }
        return paths;
    }

    private Channel open() {
        Bootstrap bootstrap =
                new Bootstrap()
                        .group(group)
                        .channelFactory(() -> io.channel(LOOPBACK))
                        .option(ChannelOption.AUTO_READ, false)
                        .option(ChannelOption.SO_RCVBUF, BUFFER_BYTES)
                        .handler(new ChannelInboundHandlerAdapter());
        if (io == NetworkIo.EPOLL) {
            bootstrap.option(EpollChannelOption.UDP_GRO, true);
        }
        return bootstrap.bind(new InetSocketAddress(LOOPBACK, 0)).syncUninterruptibly().channel();
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
