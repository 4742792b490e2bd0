package foyer.sfu.engine.front;

import foyer.sfu.engine.NetworkIo;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DuplexChannel;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Makes connections to the proxy. */
final class ProxyDialer {
    private static final int CONNECT_MILLIS = 5_000;

    private final NetworkIo io;
    private final FrontConfig config;
    private final ExecutorService names;

    ProxyDialer(NetworkIo io, FrontConfig config, ExecutorService names) {
        this.io = io;
        this.config = config;
        this.names = names;
    }

    /**
     * Connects. Its name is looked up each time, elsewhere, as containers change their addresses.
     *
     * @param reached hears of it on the loop; nothing is read of it yet
     * @param failed hears of failures there
     */
    void dial(EventLoop eventLoop, Consumer<DuplexChannel> reached, Consumer<Throwable> failed) {
        try {
            names.execute(() -> {
                InetSocketAddress address =
                        new InetSocketAddress(config.proxyHost(), config.proxyPort());
                eventLoop.execute(() -> {
                    if (address.isUnresolved()) {
                        failed.accept(new UnknownHostException(config.proxyHost()));
                    } else {
                        connect(eventLoop, address, reached, failed);
                    }
                });
            });
        } catch (RejectedExecutionException closing) {
            failed.accept(closing);
        }
    }

    private void connect(
            EventLoop eventLoop,
            InetSocketAddress address,
            Consumer<DuplexChannel> reached,
            Consumer<Throwable> failed) {
        ChannelFuture connecting =
                new Bootstrap()
                        .group(eventLoop)
                        .channelFactory(io::connection)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.SO_KEEPALIVE, true)
                        .option(ChannelOption.AUTO_READ, false)
                        .handler(new ChannelInboundHandlerAdapter())
                        .connect(address);
        var _ =
                connecting.addListener(connected -> {
                    if (connected.isSuccess()) {
                        reached.accept((DuplexChannel) connecting.channel());
                    } else {
                        failed.accept(connected.cause());
                    }
                });
    }

    /** Says for whom the connection is, and what came of it by now. */
    @SuppressWarnings("FutureReturnValueIgnored") // a void promise: errors reach exceptionCaught
    static void greet(Channel proxy, Channel client, InetSocketAddress remote, ByteBuf opening) {
        byte[] header = ProxyHeader.of(remote, (InetSocketAddress) client.localAddress());
        proxy.write(Unpooled.wrappedBuffer(header), proxy.voidPromise());
        proxy.writeAndFlush(opening, proxy.voidPromise());
    }
}
