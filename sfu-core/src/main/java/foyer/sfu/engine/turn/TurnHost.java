package foyer.sfu.engine.turn;

import foyer.sfu.engine.MediaServerException;
import foyer.sfu.engine.NetworkIo;
import foyer.sfu.engine.Sockets;
import foyer.sfu.engine.Sockets.Sharing;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
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

/** A running TURN server. Safe on every thread. */
public final class TurnHost implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TurnHost.class);

    private static final long CLOSE_SECONDS = 5;
    private static final long CERTIFICATE_SECONDS = 30;

    private final EventLoopGroup group;
    private final ExecutorService handshakes = Executors.newVirtualThreadPerTaskExecutor();
    private final TurnLoop loop;
    private final EventLoop eventLoop;
    private final NetworkIo io = NetworkIo.best();
    private final List<Channel> listeners = new ArrayList<>();
    private final int addresses;
    private volatile @Nullable TurnCertificate certificate;

    private TurnHost(TurnHostConfig config) {
        group = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("turn"), io.handlers());
        eventLoop = group.next();
        loop = new TurnLoop(io, eventLoop, config.turn());
        addresses = config.addresses().size();
    }

    /**
     * Opens the sockets.
     *
     * @throws MediaServerException when a port cannot be had, or the certificate cannot be used
     */
    public static TurnHost start(TurnHostConfig config) throws MediaServerException {
        TurnHost host = new TurnHost(config);
        try {
            host.open(config);
        } catch (MediaServerException | RuntimeException e) {
            host.close();
            throw e;
        }
        TurnTls tls = config.tls();
        LOG.info(
                "turn ready port={} tlsPort={} peers={}",
                config.port(),
                tls == null ? "none" : tls.port(),
                config.turn().peers().all().size());
        return host;
    }

    private void open(TurnHostConfig config) throws MediaServerException {
        List<InetAddress> own = config.addresses();
        for (int local = 0; local < own.size(); local++) {
            InetSocketAddress address = new InetSocketAddress(own.get(local), config.port());
            listeners.add(
                    Sockets.bind(
                            io, eventLoop, address, Sharing.ALONE, new TurnSocket(loop, local)));
            listen(address, local, null);
        }
        TurnTls tls = config.tls();
        if (tls != null) {
            TurnCertificate loaded = TurnCertificate.load(tls);
            certificate = loaded;
            for (int i = 0; i < own.size(); i++) {
                // Other numbers than those of TCP, as the same client may have both.
                int local = addresses + i;
                listen(new InetSocketAddress(own.get(i), tls.port()), local, loaded);
            }
            var _ =
                    group.scheduleWithFixedDelay(
                            () -> handshakes.execute(loaded::refresh),
                            CERTIFICATE_SECONDS,
                            CERTIFICATE_SECONDS,
                            TimeUnit.SECONDS);
        }
        loop.begin();
    }

    private void listen(InetSocketAddress address, int local, @Nullable TurnCertificate tls)
            throws MediaServerException {
        TurnAcceptor acceptor = new TurnAcceptor(loop, local, tls, handshakes);
        listeners.add(Sockets.listen(io, eventLoop, address, acceptor));
    }

    /** Whether connections of this kind can be taken. */
    public boolean takes(TurnStream stream) {
        return stream == TurnStream.TCP || certificate != null;
    }

    /**
     * Takes a connection that somebody else accepted. Said on the connection's thread, which has it
     * no more afterwards.
     *
     * @param channel without handlers
     * @param address where it was accepted, of those of the configuration
     * @param unread what came by it; ours from now on
     */
    public void adopt(Channel channel, int address, TurnStream stream, ByteBuf unread) {
        // Other numbers than those of our own ports, as the same client may have several.
        int local =
                switch (stream) {
                    case TCP -> 2 * addresses + address;
                    case TLS -> 3 * addresses + address;
                };
        TurnAcceptor acceptor =
                new TurnAcceptor(
                        loop, local, stream == TurnStream.TLS ? certificate : null, handshakes);
        channel.config().setAutoRead(false);
        var _ = channel.deregister().addListener(left -> welcome(channel, acceptor, unread));
    }

    private void welcome(Channel channel, TurnAcceptor acceptor, ByteBuf unread) {
        if (eventLoop.isShuttingDown()) {
            channel.unsafe().closeForcibly();
            return;
        }
        var _ =
                eventLoop
                        .register(channel)
                        .addListener(arrived -> {
                            if (arrived.isSuccess() && channel.isActive()) {
                                acceptor.resume(channel, unread);
                            } else {
                                channel.unsafe().closeForcibly();
                            }
                        });
    }

    /** The figures, at most a second old. */
    public TurnReport report() {
        return loop.report();
    }

    @Override
    public void close() {
        for (Channel listener : listeners) {
            var _ = listener.close();
        }
        eventLoop.execute(loop::close);
        group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).syncUninterruptibly();
        handshakes.shutdownNow();
    }
}
