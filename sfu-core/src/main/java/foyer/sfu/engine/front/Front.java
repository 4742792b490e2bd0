package foyer.sfu.engine.front;

import foyer.sfu.engine.MediaServer;
import foyer.sfu.engine.MediaServerException;
import foyer.sfu.engine.NetworkIo;
import foyer.sfu.engine.Sockets;
import foyer.sfu.engine.turn.TurnHost;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running shared port. Safe on every thread. Closed before the servers that it gives to. */
public final class Front implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Front.class);

    private static final long CLOSE_SECONDS = 5;

    private final NetworkIo io = NetworkIo.best();
    private final EventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("front"), io.handlers());
    private final EventLoop eventLoop = group.next();
    private final ExecutorService names = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Channel> listeners = new ArrayList<>();
    private final FrontLoop loop;

    private Front(
            FrontConfig config, MediaServer media, @Nullable TurnHost turn, FrontBounds bounds) {
        ProxyDialer proxy = new ProxyDialer(io, config, names);
        loop = new FrontLoop(eventLoop, media, turn, config.turnName(), proxy, bounds);
    }

    /**
     * Opens the port at each of the media server's addresses, which the TURN server has to have in
     * the same order.
     *
     * @param turn null for none
     * @throws MediaServerException when the port cannot be had
     */
    public static Front start(FrontConfig config, MediaServer media, @Nullable TurnHost turn)
            throws MediaServerException {
        return start(config, media, turn, FrontBounds.DEFAULT);
    }

    static Front start(
            FrontConfig config, MediaServer media, @Nullable TurnHost turn, FrontBounds bounds)
            throws MediaServerException {
        Front front = new Front(config, media, turn, bounds);
        try {
            front.open(media.localAddresses(), config.port());
        } catch (MediaServerException | RuntimeException e) {
            front.close();
            throw e;
        }
        LOG.info(
                "front ready port={} proxy={}:{}",
                config.port(),
                config.proxyHost(),
                config.proxyPort());
        return front;
    }

    private void open(List<InetAddress> addresses, int port) throws MediaServerException {
        for (int i = 0; i < addresses.size(); i++) {
            InetSocketAddress address = new InetSocketAddress(addresses.get(i), port);
            listeners.add(Sockets.listen(io, eventLoop, address, new Acceptor(loop, i)));
        }
        eventLoop.execute(loop::begin);
    }

    /** The figures, at most a second old. */
    public FrontReport report() {
        return loop.report();
    }

    @Override
    public void close() {
        for (Channel listener : listeners) {
            var _ = listener.close();
        }
        eventLoop.execute(loop::close);
        group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).syncUninterruptibly();
        names.shutdownNow();
    }

    /** Makes a {@link FrontConnection} of what is accepted at one address. */
    @Sharable
    private static final class Acceptor extends ChannelInitializer<Channel> {
        private final FrontLoop loop;
        private final int address;

        Acceptor(FrontLoop loop, int address) {
            this.loop = loop;
            this.address = address;
        }

        @Override
        protected void initChannel(Channel channel) {
            // Null when the client was gone before we looked.
            if (channel instanceof DuplexChannel client
                    && channel.remoteAddress() instanceof InetSocketAddress remote) {
                channel.config().setOption(ChannelOption.SO_KEEPALIVE, true);
                channel.pipeline().addLast(new FrontConnection(loop, client, remote, address));
            } else {
                var _ = channel.close();
            }
        }
    }
}
