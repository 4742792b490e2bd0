package foyer.sfu.engine.turn;

import foyer.sfu.engine.MediaServerException;
import foyer.sfu.engine.NetworkIo;
import foyer.sfu.engine.Sockets;
import foyer.sfu.engine.Sockets.Sharing;
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

    private TurnHost(TurnHostConfig config) {
        group = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("turn"), io.handlers());
        eventLoop = group.next();
        loop = new TurnLoop(io, eventLoop, config.turn());
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
        List<InetAddress> addresses = config.addresses();
        for (int local = 0; local < addresses.size(); local++) {
            InetSocketAddress address = new InetSocketAddress(addresses.get(local), config.port());
            listeners.add(
                    Sockets.bind(
                            io, eventLoop, address, Sharing.ALONE, new TurnSocket(loop, local)));
            listen(address, local, null);
        }
        TurnTls tls = config.tls();
        if (tls != null) {
            TurnCertificate certificate = TurnCertificate.load(tls);
            for (int i = 0; i < addresses.size(); i++) {
                // Other numbers than those of TCP, as the same client may have both.
                int local = addresses.size() + i;
                listen(new InetSocketAddress(addresses.get(i), tls.port()), local, certificate);
            }
            var _ =
                    group.scheduleWithFixedDelay(
                            () -> handshakes.execute(certificate::refresh),
                            CERTIFICATE_SECONDS,
                            CERTIFICATE_SECONDS,
                            TimeUnit.SECONDS);
        }
        loop.begin();
    }

    private void listen(InetSocketAddress address, int local, @Nullable TurnCertificate certificate)
            throws MediaServerException {
        TurnAcceptor acceptor = new TurnAcceptor(loop, local, certificate, handshakes);
        listeners.add(Sockets.listen(io, eventLoop, address, acceptor));
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
