package foyer.sfu.engine;

import foyer.sfu.api.IceCandidate;
import foyer.sfu.engine.Demultiplexer.Destination;
import foyer.sfu.ice.Stun;
import foyer.sfu.router.Router;
import foyer.sfu.router.RouterStats;
import foyer.sfu.router.Traffic;
import foyer.sfu.wire.DropReason;
import foyer.sfu.wire.Drops;
import foyer.sfu.wire.NativePacket;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import foyer.sfu.wire.TransportProtocol;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramPacket;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread with its sockets and its rooms: who gets a datagram, what is due when. */
final class Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final int index;
    private final EventLoop eventLoop;
    private final EngineClock clock;
    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private final List<Channel> sockets = new ArrayList<>();
    private final LoopRouters routers = new LoopRouters();
    private final Drops drops = new Drops();
    private final Demultiplexer demultiplexer;
    private final UdpSockets udp;
    private final TcpConnections tcp;
    private final Neighbours neighbours = new Neighbours();
    private final PipeWays pipes = new PipeWays();
    private final WakeUp wakeUp;
    private List<IceCandidate> candidates = List.of();
    private @Nullable LoopRouter reading;
    private long readNanos;

    Loop(
            int index,
            EventLoop eventLoop,
            EngineClock clock,
            UdpSending sending,
            TcpPatience patience) {
        this.index = index;
        this.eventLoop = eventLoop;
        this.clock = clock;
        this.wakeUp = new WakeUp(eventLoop, clock, this::wake);
        this.udp = new UdpSockets(drops, sending);
        this.demultiplexer = new Demultiplexer(index);
        this.tcp = new TcpConnections(this, demultiplexer, patience, drops);
    }

    int index() {
        return index;
    }

    EventLoop eventLoop() {
        return eventLoop;
    }

    EngineClock clock() {
        return clock;
    }

    List<IceCandidate> candidates() {
        return candidates;
    }

    TcpConnections tcp() {
        return tcp;
    }

    /** Our end of a path as people know it; null for none of ours. */
    RouterStats.@Nullable SocketName socketName(Path path) {
        if (path.local() >= addresses.size()) {
            return null;
        }
        InetSocketAddress address = addresses.get(path.local());
        return new RouterStats.SocketName(
                path.protocol().name().toLowerCase(Locale.ROOT),
                address.getAddress().getHostAddress(),
                address.getPort());
    }

    /** The ways of rooms that are on other loops too. */
    PipeWays pipes() {
        return pipes;
    }

    /** Said once, before the sockets are opened: all loops that share a port. */
    void sharePort(List<Loop> loops) {
        demultiplexer.sharePort(loops);
        neighbours.met(this, loops);
    }

    /**
     * Said once, before the first room.
     *
     * @param newAddresses our addresses, in the order of paths' indices
     * @param newUdp the UDP sockets, one for each of the first of them, or none
     * @param newListeners what accepts TCP connections
     */
    void opened(
            List<InetSocketAddress> newAddresses,
            List<Channel> newUdp,
            List<Channel> newListeners,
            List<IceCandidate> newCandidates) {
        addresses.addAll(newAddresses);
        udp.opened(newUdp);
        sockets.addAll(newUdp);
        sockets.addAll(newListeners);
        candidates = newCandidates;
    }

    /** Runs a message on the loop. */
    void execute(Runnable message) {
        eventLoop.execute(() -> {
            try {
                message.run();
            } catch (RuntimeException e) {
                LOG.error("message failed loop={}", index, e);
            }
            settle();
        });
    }

    void add(LoopRouter router) {
        assert eventLoop.inEventLoop();
        routers.add(router);
    }

    void remove(LoopRouter router) {
        assert eventLoop.inEventLoop();
        routers.remove(router);
    }

    /** Ends all rooms; done when the returned future is. */
    Future<?> close() {
        return eventLoop.submit(() -> {
            routers.closeAll();
            settle();
            // Not left to the end of the event loop: it now and then ends without closing them.
            for (Channel socket : sockets) {
                var _ = socket.close();
            }
            tcp.closeAll();
        });
    }

    void addPath(Path path, Destination destination) {
        demultiplexer.addPath(path, destination);
    }

    void removePath(Path path, LoopRouter router) {
        if (!demultiplexer.removePath(path, router)) {
            return;
        }
        if (path.protocol() == TransportProtocol.TCP) {
            tcp.pathRemoved(path);
        }
        Loop told = demultiplexer.untell(path);
        if (told != null) {
            told.tell(() -> told.demultiplexer.removeElsewhere(path, this));
        }
    }

    void addUserName(String userName, Destination destination) {
        demultiplexer.addUserName(userName, destination);
    }

    void removeUserName(String userName) {
        demultiplexer.removeUserName(userName);
    }

    /** A datagram arrived on one of the sockets. */
    void receive(int local, DatagramPacket datagram) {
        assert eventLoop.inEventLoop();
        PacketBuffer packet = udp.receive(datagram.content());
        if (packet != null) {
            receive(packet, new Path(local, datagram.sender()));
        }
    }

    /** The same, where it is in memory; its length is negative for more than there was room for. */
    void receive(ByteBuffer memory, int offset, int length, Path path) {
        PacketBuffer packet = udp.receive(memory, offset, length);
        if (packet != null) {
            receive(packet, path);
        }
    }

    /** A packet came by a path, to this loop's own socket or connection. */
    void receive(PacketBuffer packet, Path path) {
        String userName = Stun.localUsernameFragment(packet);
        Destination destination = demultiplexer.here(userName, path);
        if (destination != null) {
            deliver(destination, packet, path);
            return;
        }
        Loop elsewhere = demultiplexer.elsewhere(userName, path);
        if (elsewhere == null || path.protocol() != TransportProtocol.UDP) {
            dropUnknown(userName);
        } else if (!neighbours.handOver(elsewhere, packet, path)) {
            drops.count(DropReason.OVERLOAD);
        }
    }

    /** A datagram came to another loop's socket. */
    void receiveFrom(Loop other, PacketBuffer packet, Path path) {
        assert eventLoop.inEventLoop();
        String userName = Stun.localUsernameFragment(packet);
        Destination destination = demultiplexer.here(userName, path);
        if (destination == null) {
            dropUnknown(userName);
            return;
        }
        deliver(destination, packet, path);
        // What follows a valid check comes to the same socket; it says no user name.
        if (userName != null
                && demultiplexer.byPath(path) != null
                && demultiplexer.tells(other, path)) {
            other.tell(() -> other.demultiplexer.addElsewhere(path, this));
        }
    }

    /** Gives a packet to whom it belongs. */
    void deliver(Destination destination, PacketBuffer packet, Path path) {
        try {
            destination.router().receive(destination.transportId(), packet, path);
        } catch (RuntimeException e) {
            // Our own bug: one packet must not end a room.
            LOG.error("packet failed loop={} router={}", index, destination.router().id(), e);
        }
    }

    private void dropUnknown(@Nullable String userName) {
        drops.count(userName == null ? DropReason.UNKNOWN_SOURCE : DropReason.UNKNOWN_USER);
    }

    /** A TCP connection has ended that was a transport's. */
    void pathClosed(Path path) {
        Destination destination = demultiplexer.byPath(path);
        if (destination == null) {
            return;
        }
        try {
            destination.router().pathClosed(destination.transportId(), path);
        } catch (RuntimeException e) {
            LOG.error("path failed loop={} router={}", index, destination.router().id(), e);
        }
    }

    /** A message that nobody waits for: a loop that is gone needs none. */
    void tell(Runnable message) {
        try {
            execute(message);
        } catch (RejectedExecutionException e) {
            LOG.trace("loop gone loop={}", index, e);
        }
    }

    /**
     * The time of a packet for a router: the same for all that it is given together, until {@link
     * #settle} or until another router is given something.
     */
    long readNanos(LoopRouter router) {
        if (reading != router) {
            endReading();
            reading = router;
            readNanos = Math.max(clock.nowNanos(), readNanos + 1);
        }
        return readNanos;
    }

    private void endReading() {
        LoopRouter router = reading;
        reading = null;
        if (router == null) {
            return;
        }
        try {
            router.settle();
        } catch (RuntimeException e) {
            LOG.error("packets failed loop={} router={}", index, router.id(), e);
        }
    }

    /** Where a datagram may be written into the batch; null where there is no such place. */
    @Nullable NativePacket place(Path path, int bytes) {
        return path.protocol() == TransportProtocol.UDP ? udp.place(path, bytes) : null;
    }

    /** What was written to the place given last leaves with the next {@link #settle}. */
    void transmitPlaced(Path path) {
        udp.transmitPlaced(path);
    }

    /** Puts a packet into the batch; it leaves with the next {@link #settle}. */
    void transmit(PacketBuffer packet, Path path) {
        switch (path.protocol()) {
            case UDP -> udp.transmit(packet, path);
            case TCP -> tcp.transmit(packet, path);
        }
    }

    /** A socket had an error; how many there were by now. */
    long unsent() {
        drops.count(DropReason.UNSENT);
        return drops.of(DropReason.UNSENT);
    }

    /** Ends a batch: what was written leaves, and the next deadline is set. */
    void settle() {
        endReading();
        udp.flush();
        tcp.flush();
        neighbours.send();
        pipes.send();
        wakeUp.at(routers.nextDeadlineNanos());
    }

    private void wake() {
        routers.onDeadline(clock.nowNanos());
        settle();
    }

    /** Drops of the loop and all its rooms, past ones included. */
    Drops drops() {
        Drops sum = new Drops();
        drops.addTo(sum);
        routers.addTo(sum);
        return sum;
    }

    /** The figures of now, asked for at a time of the engine's clock. */
    LoopReport report(long askedNanos) {
        assert eventLoop.inEventLoop();
        Traffic sum = new Traffic();
        routers.addTo(sum);
        LoopStats stats =
                new LoopStats(
                        index,
                        sockets.stream().allMatch(Channel::isActive),
                        routers.count(),
                        routers.sum(Router::transportCount),
                        routers.sum(Router::producerCount),
                        routers.sum(Router::consumerCount),
                        udp.datagramsIn(),
                        udp.bytesIn(),
                        udp.datagramsOut(),
                        udp.bytesOut(),
                        udp.segmented(),
                        cpuNanos(),
                        clock.nowNanos() - askedNanos,
                        routers.downlinks(),
                        neighbours.handedOver(),
                        tcp.stats(),
                        new PipeTraffic(
                                routers.sum(Router::pipeCount),
                                sum.pipedPackets(),
                                sum.pipedBytes()));
        return new LoopReport(stats, drops(), sum);
    }

    private static long cpuNanos() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : -1;
    }

    int rooms() {
        return routers.count();
    }
}
