package foyer.sfu.engine;

import foyer.sfu.api.IceCandidate;
import foyer.sfu.ice.Stun;
import foyer.sfu.router.Downlinks;
import foyer.sfu.router.Router;
import foyer.sfu.router.RouterStats;
import foyer.sfu.router.Traffic;
import foyer.sfu.wire.DropReason;
import foyer.sfu.wire.Drops;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread with its sockets and its rooms: who gets a datagram, what is due when. */
final class Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Timers are rounded up to this, so that close deadlines share a wake-up. */
    private static final long GRAIN_NANOS = 1_000_000L;

    private final int index;
    private final EventLoop eventLoop;
    private final EngineClock clock;
    private final List<Channel> channels = new ArrayList<>();
    private final List<LoopRouter> routers = new ArrayList<>();
    private final Map<Path, Destination> byPath = new HashMap<>();
    private final Map<String, Destination> byUserName = new HashMap<>();
    private final Drops drops = new Drops();
    private final Traffic traffic = new Traffic();
    private final PacketBuffer incoming = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private List<IceCandidate> candidates = List.of();
    private @Nullable Future<?> wakeUp;
    private long wakeUpNanos = Long.MAX_VALUE;
    private boolean unflushed;
    private long datagramsIn;
    private long bytesIn;
    private long datagramsOut;
    private long bytesOut;

    /** Whose a datagram is. */
    record Destination(LoopRouter router, String transportId) {}

    Loop(int index, EventLoop eventLoop, EngineClock clock) {
        this.index = index;
        this.eventLoop = eventLoop;
        this.clock = clock;
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

    /** One of the sockets as people know it; null for one that is closed. */
    RouterStats.@Nullable SocketName socketName(int local) {
        return local < channels.size()
                        && channels.get(local).localAddress() instanceof InetSocketAddress address
                        && address.getAddress() != null
                ? new RouterStats.SocketName(
                        channels.get(local) instanceof DatagramChannel ? "udp" : "tcp",
                        address.getAddress().getHostAddress(),
                        address.getPort())
                : null;
    }

    /** Said once, before the first room. */
    void opened(List<Channel> newChannels, List<IceCandidate> newCandidates) {
        channels.addAll(newChannels);
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
        router.router().drops().addTo(drops);
        router.router().traffic().addTo(traffic);
    }

    /** Ends all rooms; done when the returned future is. */
    Future<?> close() {
        return eventLoop.submit(() -> {
            List.copyOf(routers).forEach(LoopRouter::close);
            settle();
            // Not left to the end of the event loop: it now and then ends without closing them.
            for (Channel channel : channels) {
                var _ = channel.close();
            }
        });
    }

    void addPath(Path path, Destination destination) {
        byPath.put(path, destination);
    }

    void removePath(Path path, LoopRouter router) {
        Destination owner = byPath.get(path);
        if (owner != null && owner.router() == router) {
            byPath.remove(path);
        }
    }

    void addUserName(String userName, Destination destination) {
        byUserName.put(userName, destination);
    }

    void removeUserName(String userName) {
        byUserName.remove(userName);
    }

    /** A datagram arrived on one of the sockets. */
    void receive(int local, DatagramPacket datagram) {
        assert eventLoop.inEventLoop();
        ByteBuf content = datagram.content();
        int length = content.readableBytes();
        datagramsIn++;
        bytesIn += length;
        if (length == 0 || length > incoming.capacity()) {
            drops.count(length == 0 ? DropReason.EMPTY : DropReason.TOO_LARGE);
            return;
        }
        content.getBytes(content.readerIndex(), incoming.array(), incoming.offset(), length);
        incoming.length(length);
        Path path = new Path(local, datagram.sender());
        Destination destination = destination(path);
        if (destination == null) {
            return;
        }
        try {
            destination.router().receive(destination.transportId(), incoming, path);
        } catch (RuntimeException e) {
            // Our own bug: one packet must not end a room.
            LOG.error("packet failed loop={} router={}", index, destination.router().id(), e);
        }
    }

    private @Nullable Destination destination(Path path) {
        boolean check = Stun.looksLikeStun(incoming);
        String userName = check ? Stun.localUsernameFragment(incoming) : null;
        Destination byName = userName == null ? null : byUserName.get(userName);
        if (byName != null) {
            return byName;
        }
        Destination known = byPath.get(path);
        if (known == null) {
            drops.count(check ? DropReason.UNKNOWN_USER : DropReason.UNKNOWN_SOURCE);
        }
        return known;
    }

    /** Puts a datagram into the batch; it leaves with the next {@link #settle}. */
    @SuppressWarnings(
            "FutureReturnValueIgnored") // a void promise: errors reach the socket's handler
    void transmit(PacketBuffer packet, Path path) {
        Channel channel = channels.get(path.local());
        if (!channel.isWritable()) {
            drops.count(DropReason.OVERLOAD);
            return;
        }
        ByteBuf content = channel.alloc().directBuffer(packet.length());
        content.writeBytes(packet.array(), packet.offset(), packet.length());
        channel.write(new DatagramPacket(content, path.remote()), channel.voidPromise());
        unflushed = true;
        datagramsOut++;
        bytesOut += packet.length();
    }

    /** Ends a batch: what was written leaves, and the next deadline is set. */
    void settle() {
        if (unflushed) {
            unflushed = false;
            channels.forEach(Channel::flush);
        }
        schedule();
    }

    private void schedule() {
        long next = Long.MAX_VALUE;
        for (int i = 0; i < routers.size(); i++) {
            next = Math.min(next, routers.get(i).nextDeadlineNanos());
        }
        if (next == Long.MAX_VALUE || next >= wakeUpNanos) {
            return;
        }
        Future<?> earlier = wakeUp;
        if (earlier != null) {
            earlier.cancel(false);
        }
        wakeUpNanos = next;
        long delay = Math.max(0, next - clock.nowNanos()) + GRAIN_NANOS;
        wakeUp = eventLoop.schedule(this::wake, delay, TimeUnit.NANOSECONDS);
    }

    private void wake() {
        wakeUp = null;
        wakeUpNanos = Long.MAX_VALUE;
        long nowNanos = clock.nowNanos();
        for (LoopRouter router : List.copyOf(routers)) {
            if (router.nextDeadlineNanos() <= nowNanos) {
                try {
                    router.onDeadline(nowNanos);
                } catch (RuntimeException e) {
                    LOG.error("deadline failed loop={} router={}", index, router.id(), e);
                }
            }
        }
        settle();
    }

    /** Drops of the loop and all its rooms, past ones included. */
    Drops drops() {
        Drops sum = new Drops();
        drops.addTo(sum);
        routers.forEach(router -> router.router().drops().addTo(sum));
        return sum;
    }

    /** The figures of now, asked for at a time of the engine's clock. */
    LoopReport report(long askedNanos) {
        assert eventLoop.inEventLoop();
        Traffic sum = new Traffic();
        traffic.addTo(sum);
        int transports = 0;
        int producers = 0;
        int consumers = 0;
        Downlinks downlinks = Downlinks.NONE;
        for (LoopRouter loopRouter : routers) {
            Router router = loopRouter.router();
            router.traffic().addTo(sum);
            transports += router.transportCount();
            producers += router.producerCount();
            consumers += router.consumerCount();
            downlinks = downlinks.and(router.downlinks());
        }
        LoopStats stats =
                new LoopStats(
                        index,
                        channels.stream().allMatch(Channel::isActive),
                        routers.size(),
                        transports,
                        producers,
                        consumers,
                        datagramsIn,
                        bytesIn,
                        datagramsOut,
                        bytesOut,
                        cpuNanos(),
                        clock.nowNanos() - askedNanos,
                        downlinks);
        return new LoopReport(stats, drops(), sum);
    }

    private static long cpuNanos() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : -1;
    }

    int rooms() {
        return routers.size();
    }
}
