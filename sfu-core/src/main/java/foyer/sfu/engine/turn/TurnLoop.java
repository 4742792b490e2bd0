package foyer.sfu.engine.turn;

import foyer.sfu.engine.NetworkIo;
import foyer.sfu.turn.Allocation;
import foyer.sfu.turn.RelayPeer;
import foyer.sfu.turn.TurnConfig;
import foyer.sfu.turn.TurnOutput;
import foyer.sfu.turn.TurnServer;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import foyer.sfu.wire.TransportProtocol;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramPacket;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread with the server and all its sockets. */
final class TurnLoop implements TurnOutput {
    private static final Logger LOG = LoggerFactory.getLogger(TurnLoop.class);

    private static final long SWEEP_MILLIS = 1_000;

    private final long originNanos = System.nanoTime();
    private final EventLoop eventLoop;
    private final TurnServer server;
    private final Relays relays;
    private final TurnConnections connections = new TurnConnections();
    private final List<Channel> udp = new ArrayList<>();
    private final Set<Channel> unflushed = new LinkedHashSet<>();
    private final PacketBuffer incoming = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private final PacketBuffer frame = PacketBuffer.allocate(0);
    private long unwritable;
    private volatile TurnReport report = TurnReport.NONE;

    TurnLoop(NetworkIo io, EventLoop eventLoop, TurnConfig config) {
        this.eventLoop = eventLoop;
        this.server = new TurnServer(config, new SecureRandom(), epochSeconds(), nowNanos());
        this.relays = new Relays(io, eventLoop);
    }

    /** Said once: begins to look what is over. */
    void begin() {
        var _ =
                eventLoop.scheduleWithFixedDelay(
                        this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    private long nowNanos() {
        return System.nanoTime() - originNanos;
    }

    private static long epochSeconds() {
        return System.currentTimeMillis() / 1_000;
    }

    /** A socket for clients is there, before anything comes by it. They come in order. */
    void opened(int local, Channel socket) {
        assert eventLoop.inEventLoop() && local == udp.size();
        udp.add(socket);
    }

    /** A datagram came from a client. */
    void receive(int local, DatagramPacket datagram) {
        assert eventLoop.inEventLoop();
        if (take(datagram.content())) {
            server.receive(incoming, new Path(local, datagram.sender()), nowNanos(), this);
        }
    }

    /** A datagram came from a peer. */
    void relay(Allocation allocation, RelayPeer peer, ByteBuf content) {
        if (take(content)) {
            server.relay(allocation, peer, incoming, nowNanos(), this);
        }
    }

    /** False for what is longer than any packet that media or we would send. */
    private boolean take(ByteBuf content) {
        int length = content.readableBytes();
        if (length == 0 || length > incoming.capacity()) {
            return false;
        }
        content.getBytes(content.readerIndex(), incoming.array(), incoming.offset(), length);
        incoming.length(length);
        return true;
    }

    void opened(TurnConnection connection) {
        assert eventLoop.inEventLoop();
        connection.idleSince(nowNanos());
        if (!connections.add(connection)) {
            var _ = connection.channel().close();
        }
    }

    /** Bytes came. */
    void read(TurnConnection connection, ByteBuf bytes) {
        while (connections.of(connection.path()) == connection) {
            switch (connection.frames().read(bytes, frame)) {
                case MORE -> {
                    return;
                }
                case WRONG -> end(connection);
                case FRAME -> server.receive(frame, connection.path(), nowNanos(), this);
            }
        }
    }

    void closed(TurnConnection connection) {
        if (connections.remove(connection)) {
            unflushed.remove(connection.channel());
            server.disconnected(connection.path(), this);
        }
    }

    void failed(TurnConnection connection, Throwable cause) {
        LOG.debug("turn connection failed error={}", cause.toString());
        end(connection);
    }

    private void end(TurnConnection connection) {
        closed(connection);
        connection.channel().flush();
        var _ = connection.channel().close();
    }

    @Override
    public void toClient(Path client, PacketBuffer message) {
        if (client.protocol() == TransportProtocol.UDP) {
            Channel channel = udp.get(client.local());
            write(channel, new DatagramPacket(copy(channel, message), client.remote()));
            return;
        }
        TurnConnection connection = connections.of(client);
        if (connection != null && connection.accepts(message)) {
            Channel channel = connection.channel();
            put(channel, copy(channel, message));
        } else {
            unwritable++;
        }
    }

    @Override
    public void toPeer(Allocation from, RelayPeer peer, PacketBuffer data) {
        Channel channel = relays.of(this, from, peer);
        if (channel == null) {
            unwritable++;
            return;
        }
        ByteBuf content = copy(channel, data);
        // The address is the connection's, named again as Netty's NIO socket wants it.
        write(channel, new DatagramPacket(content, peer.target()));
    }

    private static ByteBuf copy(Channel channel, PacketBuffer packet) {
        return channel.alloc()
                .directBuffer(packet.length())
                .writeBytes(packet.array(), packet.offset(), packet.length());
    }

    private void write(Channel channel, DatagramPacket datagram) {
        if (channel.isWritable()) {
            put(channel, datagram);
        } else {
            datagram.release();
            unwritable++;
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a void promise: errors reach the handler
    private void put(Channel channel, Object message) {
        channel.write(message, channel.voidPromise());
        unflushed.add(channel);
    }

    @Override
    public void released(Allocation allocation) {
        relays.close(allocation);
        TurnConnection connection = connections.of(allocation.client());
        if (connection != null) {
            connection.idleSince(nowNanos());
        }
    }

    /** What was read is worked off. */
    void settle() {
        if (!unflushed.isEmpty()) {
            List<Channel> ready = List.copyOf(unflushed);
            unflushed.clear();
            ready.forEach(Channel::flush);
        }
    }

    private void sweep() {
        long nowNanos = nowNanos();
        server.tellTime(epochSeconds());
        if (nowNanos >= server.nextDeadlineNanos()) {
            server.onDeadline(nowNanos, this);
        }
        for (TurnConnection connection : connections.all()) {
            if (!server.hasAllocation(connection.path(), nowNanos)
                    && connection.idleNanos(nowNanos) >= TurnConnections.IDLE_NANOS) {
                end(connection);
            }
        }
        settle();
        report =
                new TurnReport(
                        server.stats(), connections.size(), connections.refused(), unwritable);
    }

    /** The figures, at most a second old. */
    TurnReport report() {
        return report;
    }

    /** Ends everything; on the loop. */
    void close() {
        connections.all().forEach(this::end);
        relays.closeAll();
    }
}
