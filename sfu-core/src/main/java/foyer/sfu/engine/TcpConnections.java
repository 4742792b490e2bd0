package foyer.sfu.engine;

import foyer.sfu.engine.Demultiplexer.Destination;
import foyer.sfu.engine.TcpConnection.Standing;
import foyer.sfu.ice.Stun;
import foyer.sfu.wire.DropReason;
import foyer.sfu.wire.Drops;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TCP connections of a loop (RFC 6544, passive). A connection is a stranger until a valid check
 * has made it a path of a transport; then it lives as long as that path.
 */
final class TcpConnections {
    private static final Logger LOG = LoggerFactory.getLogger(TcpConnections.class);

    private static final long SWEEP_MILLIS = 1_000;

    /** As a peer may try again after a role conflict (RFC 8445 7.3.1.1). */
    private static final int MAX_FAILED_CHECKS = 4;

    /** What may have come behind the first check when a connection goes to its loop. */
    private static final int MAX_TAKEN_ALONG_BYTES = 16 << 10;

    private final Loop loop;
    private final Demultiplexer demultiplexer;
    private final TcpPatience patience;
    private final Drops drops;
    private final PacketBuffer incoming = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private final Map<Path, TcpConnection> open = new HashMap<>();
    private final Strangers strangers = new Strangers();
    private final List<TcpConnection> unflushed = new ArrayList<>();
    private final Map<TcpRefusal, Long> refused = new EnumMap<>(TcpRefusal.class);
    private @Nullable Future<?> sweep;
    private long accepted;
    private long framesIn;
    private long bytesIn;
    private long framesOut;
    private long bytesOut;

    TcpConnections(Loop loop, Demultiplexer demultiplexer, TcpPatience patience, Drops drops) {
        this.loop = loop;
        this.demultiplexer = demultiplexer;
        this.patience = patience;
        this.drops = drops;
    }

    /** A connection was accepted here, or comes from the loop that accepted it. */
    void opened(TcpConnection connection) {
        assert loop.eventLoop().inEventLoop();
        connection.owned(this, loop.clock().nowNanos());
        if (!strangers.mayCome(connection)) {
            count(TcpRefusal.TOO_MANY);
            close(connection);
            return;
        }
        TcpConnection tooMany = strangers.add(connection);
        connection.standing(Standing.STRANGER);
        open.put(connection.path(), connection);
        if (tooMany != null) {
            refuse(tooMany, TcpRefusal.TOO_MANY);
        }
        if (sweep == null) {
            sweep =
                    loop.eventLoop()
                            .scheduleWithFixedDelay(
                                    this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Bytes came. */
    void read(TcpConnection connection, ByteBuf bytes) {
        assert loop.eventLoop().inEventLoop();
        connection.heard(loop.clock().nowNanos());
        while (connection.standing() != Standing.GONE) {
            switch (connection.frames().read(bytes, incoming)) {
                case MORE -> {
                    return;
                }
                case TOO_LONG -> {
                    drops.count(DropReason.TOO_LARGE);
                    if (connection.standing() == Standing.STRANGER) {
                        refuse(connection, TcpRefusal.NO_CHECK);
                    } else {
                        end(connection);
                    }
                }
                case PACKET -> receive(connection, bytes);
            }
        }
    }

    private void receive(TcpConnection connection, ByteBuf behind) {
        framesIn++;
        bytesIn += incoming.length();
        if (connection.standing() == Standing.STRANGER) {
            meet(connection, behind);
        } else {
            loop.receive(incoming, connection.path());
        }
    }

    /** The first packets of a connection: nothing but checks, for somebody here. */
    private void meet(TcpConnection stranger, ByteBuf behind) {
        String userName = Stun.localUsernameFragment(incoming);
        if (userName == null) {
            drops.count(DropReason.UNKNOWN_SOURCE);
            refuse(stranger, TcpRefusal.NO_CHECK);
            return;
        }
        Destination destination = demultiplexer.byUserName(userName);
        if (destination != null) {
            loop.deliver(destination, incoming, stranger.path());
            meetAgain(stranger);
            return;
        }
        Loop home = demultiplexer.home(userName);
        if (home != null && behind.readableBytes() <= MAX_TAKEN_ALONG_BYTES) {
            move(stranger, home, behind);
            return;
        }
        drops.count(DropReason.UNKNOWN_USER);
        refuse(stranger, TcpRefusal.UNKNOWN_USER);
    }

    private void meetAgain(TcpConnection stranger) {
        if (demultiplexer.byPath(stranger.path()) != null) {
            stranger.standing(Standing.KNOWN);
            strangers.remove(stranger);
            accepted++;
        } else if (stranger.standing() != Standing.GONE
                && stranger.failedChecks() >= MAX_FAILED_CHECKS) {
            refuse(stranger, TcpRefusal.UNKNOWN_USER);
        }
    }

    /** The connection leaves this thread for the one that has its room, with what was read. */
    private void move(TcpConnection connection, Loop home, ByteBuf behind) {
        forget(connection);
        ByteBuf unread =
                Unpooled.buffer(
                        FrameReader.LENGTH_BYTES + incoming.length() + behind.readableBytes());
        unread.writeShort(incoming.length());
        unread.writeBytes(incoming.array(), incoming.offset(), incoming.length());
        unread.writeBytes(behind);
        home.tcp().fetch(connection, unread);
    }

    /** Fetches a connection from the thread that has it, which says this, with what was read. */
    void fetch(TcpConnection connection, ByteBuf unread) {
        connection.channel().config().setAutoRead(false);
        var _ = connection.channel().deregister().addListener(left -> welcome(connection, unread));
    }

    /** Takes a connection from another loop; called there. */
    private void welcome(TcpConnection connection, ByteBuf unread) {
        if (loop.eventLoop().isShuttingDown()) {
            connection.channel().unsafe().closeForcibly();
            return;
        }
        var _ =
                loop.eventLoop()
                        .register(connection.channel())
                        .addListener(arrived -> {
                            if (arrived.isSuccess()) {
                                arrive(connection, unread);
                            } else {
                                connection.channel().unsafe().closeForcibly();
                            }
                        });
    }

    private void arrive(TcpConnection connection, ByteBuf unread) {
        if (!connection.channel().isActive()) {
            return;
        }
        connection.listen();
        opened(connection);
        read(connection, unread);
        if (connection.standing() != Standing.GONE) {
            connection.channel().config().setAutoRead(true);
        }
        loop.settle();
    }

    /** What was read is worked off. */
    void readComplete() {
        assert loop.eventLoop().inEventLoop();
        loop.settle();
    }

    /** Puts a packet into the batch of its connection, or drops it where its peer reads slowly. */
    void transmit(PacketBuffer packet, Path path) {
        TcpConnection connection = open.get(path);
        if (connection == null) {
            drops.count(DropReason.CLOSED);
            return;
        }
        if (!connection.accepts(packet)) {
            drops.count(DropReason.UNWRITABLE);
            return;
        }
        if (connection.write(packet)) {
            unflushed.add(connection);
        }
        framesOut++;
        bytesOut += packet.length();
    }

    /** Ends a batch. */
    void flush() {
        for (int i = 0; i < unflushed.size(); i++) {
            unflushed.get(i).flush();
        }
        unflushed.clear();
    }

    /** A path belongs to no transport any more: nor does anybody need the connection. */
    void pathRemoved(Path path) {
        TcpConnection connection = open.get(path);
        if (connection != null) {
            end(connection);
        }
    }

    /** A connection has ended, by whomever. */
    void closed(TcpConnection connection) {
        if (connection.standing() != Standing.GONE) {
            forget(connection);
            loop.pathClosed(connection.path());
            loop.settle();
        }
    }

    void failed(TcpConnection connection, Throwable cause) {
        LOG.debug("connection failed loop={} error={}", loop.index(), cause.toString());
        var _ = connection.channel().close();
    }

    /** Closes all; the routers are closed already. */
    void closeAll() {
        List.copyOf(open.values()).forEach(this::end);
        Future<?> timer = sweep;
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private void sweep() {
        long nowNanos = loop.clock().nowNanos();
        for (TcpConnection connection : List.copyOf(open.values())) {
            if (connection.standing() == Standing.STRANGER) {
                if (connection.ageNanos(nowNanos) >= patience.checkNanos()) {
                    refuse(connection, TcpRefusal.TOO_LATE);
                }
            } else if (connection.silentNanos(nowNanos) >= patience.silenceNanos()) {
                end(connection);
                loop.pathClosed(connection.path());
            }
        }
        loop.settle();
    }

    private void refuse(TcpConnection stranger, TcpRefusal reason) {
        count(reason);
        end(stranger);
    }

    private void end(TcpConnection connection) {
        forget(connection);
        close(connection);
    }

    private void forget(TcpConnection connection) {
        connection.standing(Standing.GONE);
        open.remove(connection.path(), connection);
        strangers.remove(connection);
        unflushed.remove(connection);
    }

    private static void close(TcpConnection connection) {
        // What was written before is to be read still: an answer that says why, a farewell.
        connection.flush();
        var _ = connection.channel().close();
    }

    private void count(TcpRefusal reason) {
        refused.merge(reason, 1L, Long::sum);
    }

    TcpStats stats() {
        return new TcpStats(
                open.size(),
                strangers.count(),
                accepted,
                refused,
                framesIn,
                bytesIn,
                framesOut,
                bytesOut);
    }
}
