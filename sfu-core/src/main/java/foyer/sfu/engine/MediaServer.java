package foyer.sfu.engine;

import foyer.sfu.api.DtlsCertificate;
import foyer.sfu.api.MediaException;
import foyer.sfu.api.MediaServerConfig;
import foyer.sfu.api.RouterEvent;
import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.dtls.DtlsIdentity;
import foyer.sfu.wire.Drops;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The media engine of a process: its loops, sockets and certificate. Safe on every thread. */
public final class MediaServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MediaServer.class);
    private static final long CLOSE_SECONDS = 5;

    private final EventLoopGroup group;
    private final ExecutorService handshakes = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Loop> loops = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final EngineClock clock = new EngineClock();
    private final Ciphers ciphers = new Ciphers();
    private final LoopShares shares;
    private final RouterMaker maker;
    private final MediaServerConfig serverConfig;
    private final LocalAddresses addresses;

    private MediaServer(
            EventLoopGroup group,
            MediaServerConfig config,
            LocalAddresses addresses,
            SecureRandom random,
            CompletableFuture<DtlsIdentity> identity) {
        this.group = group;
        this.serverConfig = config;
        this.addresses = addresses;
        this.shares = new LoopShares(clock, config.loops());
        this.maker =
                new RouterMaker(
                        loops,
                        clock,
                        ciphers,
                        random,
                        identity,
                        handshakes,
                        config,
                        new Spread(config.loops(), config.consumersPerLoop(), shares::share));
    }

    /**
     * Opens the sockets and starts the loops, with a certificate made now.
     *
     * @throws MediaServerException when an address or port cannot be had
     */
    public static MediaServer start(MediaServerConfig config) throws MediaServerException {
        SecureRandom random = new SecureRandom();
        CompletableFuture<DtlsIdentity> identity =
                CompletableFuture.supplyAsync(
                        () -> DtlsIdentity.generate(random, Instant.now()),
                        Thread::startVirtualThread);
        return start(config, random, identity);
    }

    /**
     * Opens the sockets and starts the loops, with a given certificate.
     *
     * @throws MediaServerException when an address or port cannot be had, or the certificate and
     *     key cannot be read or do not belong together
     */
    public static MediaServer start(MediaServerConfig config, DtlsCertificate given)
            throws MediaServerException {
        SecureRandom random = new SecureRandom();
        DtlsIdentity identity;
        try {
            identity = DtlsIdentity.load(given.certificatePem(), given.privateKeyPem(), random);
        } catch (IllegalArgumentException e) {
            throw new MediaServerException(
                    "the given certificate cannot be used: " + e.getMessage(), e);
        }
        return start(config, random, CompletableFuture.completedFuture(identity));
    }

    private static MediaServer start(
            MediaServerConfig config, SecureRandom random, CompletableFuture<DtlsIdentity> identity)
            throws MediaServerException {
        NetworkIo io = NetworkIo.best();
        return start(config, random, identity, io, UdpSending.best(io), TcpPatience.DEFAULT);
    }

    static MediaServer start(
            MediaServerConfig config,
            SecureRandom random,
            DtlsIdentity identity,
            NetworkIo io,
            UdpSending sending,
            TcpPatience patience)
            throws MediaServerException {
        return start(
                config, random, CompletableFuture.completedFuture(identity), io, sending, patience);
    }

    private static MediaServer start(
            MediaServerConfig config,
            SecureRandom random,
            CompletableFuture<DtlsIdentity> identity,
            NetworkIo io,
            UdpSending sending,
            TcpPatience patience)
            throws MediaServerException {
        LocalAddresses addresses =
                LocalAddresses.of(config.announcedAddresses(), config.listenAddresses());
        UdpReceiving receiving = UdpReceiving.best(io);
        EventLoopGroup group =
                new MultiThreadIoEventLoopGroup(
                        config.loops(), new DefaultThreadFactory("media"), io.handlers());
        MediaServer server = new MediaServer(group, config, addresses, random, identity);
        try {
            for (int i = 0; i < config.loops(); i++) {
                server.loops.add(new Loop(i, group.next(), server.clock, sending, patience));
            }
            new Ports(io, receiving, addresses, config).open(server.loops);
            server.shares.watch(server.loops);
        } catch (MediaServerException | RuntimeException e) {
            server.close();
            throw e;
        }
        // Loading and measuring ciphers takes longer than a packet may wait.
        server.handshakes.execute(() -> server.ciphers.choose(config.srtpCipher(), server.clock));
        // The server's own addresses: what an operator has to compare with the firewall.
        LOG.info(
                "media ready io={} sending={} receiving={} loops={} rtcPort={} ports={} udp={} tcp={} announced={}",
                io,
                sending,
                receiving,
                config.loops(),
                config.rtcPort(),
                config.ports(),
                config.ways().enableUdp(),
                config.ways().enableTcp(),
                addresses.announced().stream()
                        .map(announced -> announced.address().getHostAddress())
                        .toList());
        return server;
    }

    /** The UDP ports of media as clients are told of them; none where there is no UDP. */
    public List<MediaAddress> mediaAddresses() {
        return serverConfig.ways().enableUdp() ? addresses.media(serverConfig) : List.of();
    }

    /** The addresses of this machine that sockets were opened at. */
    public List<InetAddress> localAddresses() {
        return List.copyOf(addresses.bound());
    }

    /**
     * Takes a TCP connection that somebody else accepted at the front's port, if its first check is
     * for a transport here. Said on the connection's thread, which has it no more afterwards.
     *
     * @param connection without handlers
     * @param address where it was accepted, of {@link #localAddresses}
     * @param unread what came by it, with the first frame (RFC 4571) at least; ours if taken
     * @return false when it is for nobody here
     */
    public boolean adopt(Channel connection, int address, ByteBuf unread) {
        int loop = FrontArrivals.loopOf(unread);
        if (loop < 0 || loop >= loops.size() || !serverConfig.ways().enableTcp()) {
            return false;
        }
        int local = addresses.bound().size() + address;
        return FrontArrivals.hand(connection, local, unread, loops.get(loop).tcp());
    }

    /** What every router here can receive and send. */
    public RtpCapabilities rtpCapabilities() {
        return maker.capabilities();
    }

    /**
     * Makes a router on the next loop.
     *
     * @param listener hears what happens in it, on its loop: hand over at once. A room that is
     *     larger than a loop has several, and is heard on each
     */
    public CompletionStage<RouterHandle> createRouter(Consumer<RouterEvent> listener) {
        return createRouter(Math.floorMod(next.getAndIncrement(), loops.size()), listener);
    }

    /**
     * Makes a router on a given loop.
     *
     * @param index of the loop, counted from 0
     * @param listener hears what happens in it, on its loop: hand over at once
     */
    public CompletionStage<RouterHandle> createRouter(int index, Consumer<RouterEvent> listener) {
        return maker.room(index, listener).ready();
    }

    /** What was dropped, and why, since the start. */
    public CompletionStage<Drops> drops() {
        CompletableFuture<Drops> sum = CompletableFuture.completedFuture(new Drops());
        for (Loop loop : loops) {
            CompletableFuture<Drops> part = new CompletableFuture<>();
            loop.execute(() -> part.complete(loop.drops()));
            sum =
                    sum.thenCombine(
                            part,
                            (all, one) -> {
                                one.addTo(all);
                                return all;
                            });
        }
        return sum;
    }

    /**
     * The figures of now, asked of every loop: the stage completes on one of them, and not before
     * the slowest has answered. It fails once the server is closed.
     */
    public CompletionStage<MediaServerStats> stats() {
        long askedNanos = clock.nowNanos();
        CompletableFuture<List<LoopReport>> reports =
                CompletableFuture.completedFuture(new ArrayList<>());
        try {
            for (Loop loop : loops) {
                CompletableFuture<LoopReport> part = new CompletableFuture<>();
                loop.execute(() -> part.complete(loop.report(askedNanos)));
                reports =
                        reports.thenCombine(
                                part,
                                (all, one) -> {
                                    all.add(one);
                                    return all;
                                });
            }
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(
                    new MediaException(MediaException.Reason.CLOSED, "the media server is closed"));
        }
        return reports.thenApply(LoopReport::sum);
    }

    /** Ends all routers and closes the sockets. */
    @Override
    public void close() {
        for (Loop loop : loops) {
            try {
                loop.close().get(CLOSE_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
                LOG.warn("loop not closed loop={}", loop.index(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).syncUninterruptibly();
        handshakes.shutdownNow();
    }
}
