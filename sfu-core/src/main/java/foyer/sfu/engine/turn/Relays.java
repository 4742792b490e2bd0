package foyer.sfu.engine.turn;

import foyer.sfu.engine.NetworkIo;
import foyer.sfu.turn.Allocation;
import foyer.sfu.turn.RelayPeer;
import foyer.sfu.wire.PacketBuffer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.EpollChannelOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sockets of allocations, opened when something is sent first. On the loop. */
final class Relays {
    private static final Logger LOG = LoggerFactory.getLogger(Relays.class);

    private static final int BATCH = 8;
    private static final int KERNEL_BUFFER_BYTES = 1 << 20;

    private final NetworkIo io;
    private final EventLoop eventLoop;
    private final Map<Allocation, Map<RelayPeer, RelaySocket>> sockets = new HashMap<>();

    Relays(NetworkIo io, EventLoop eventLoop) {
        this.io = io;
        this.eventLoop = eventLoop;
    }

    /** The socket for a peer; null when there can be none, which the log tells. */
    @Nullable Channel of(TurnLoop loop, Allocation allocation, RelayPeer peer) {
        Map<RelayPeer, RelaySocket> own =
                sockets.computeIfAbsent(allocation, made -> new HashMap<>());
        RelaySocket open = own.get(peer);
        if (open == null) {
            open = open(loop, allocation, peer);
            own.put(peer, open);
        }
        return open.channel().isActive() ? open.channel() : null;
    }

    private RelaySocket open(TurnLoop loop, Allocation allocation, RelayPeer peer) {
        Channel channel = io.channel(peer.target().getAddress());
        RelaySocket socket = new RelaySocket(loop, channel, allocation, peer);
        channel.config().setOption(ChannelOption.SO_RCVBUF, KERNEL_BUFFER_BYTES);
        channel.config().setOption(ChannelOption.SO_SNDBUF, KERNEL_BUFFER_BYTES);
        channel.config()
                .setRecvByteBufAllocator(
                        new FixedRecvByteBufAllocator(PacketBuffer.CAPACITY * BATCH));
        if (io == NetworkIo.EPOLL) {
            channel.config()
                    .setOption(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, PacketBuffer.CAPACITY);
        }
        channel.pipeline().addLast(socket);
        var _ = eventLoop.register(channel);
        // On the loop itself both are done when they return: nothing waits for a name or a peer.
        var _ =
                channel.connect(peer.target())
                        .addListener(connected -> {
                            if (!connected.isSuccess()) {
                                LOG.warn("turn relay not opened error={}", connected.cause());
                            }
                        });
        return socket;
    }

    void close(Allocation allocation) {
        Map<RelayPeer, RelaySocket> own = sockets.remove(allocation);
        if (own != null) {
            own.values().forEach(RelaySocket::close);
        }
    }

    void closeAll() {
        sockets.values().forEach(own -> own.values().forEach(RelaySocket::close));
        sockets.clear();
    }
}
