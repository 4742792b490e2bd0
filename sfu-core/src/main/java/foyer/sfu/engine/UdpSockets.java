package foyer.sfu.engine;

import foyer.sfu.wire.DropReason;
import foyer.sfu.wire.Drops;
import foyer.sfu.wire.NativePacket;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The UDP sockets of a loop, one for each local address, and what went through them. */
final class UdpSockets {
    private final Drops drops;
    private final UdpSending sending;
    private final List<UdpSocket> sockets = new ArrayList<>();
    private final PacketBuffer incoming = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private boolean unflushed;
    private long datagramsIn;
    private long bytesIn;
    private long datagramsOut;
    private long bytesOut;

    UdpSockets(Drops drops, UdpSending sending) {
        this.drops = drops;
        this.sending = sending;
    }

    /** Said once, before the first room. */
    void opened(List<Channel> channels) {
        for (Channel channel : channels) {
            sockets.add(UdpSocket.open(channel, sending, drops));
        }
    }

    /** A datagram came; what is in it, null when it cannot be taken. Valid until the next. */
    @Nullable PacketBuffer receive(ByteBuf content) {
        int length = content.readableBytes();
        if (!mayTake(length)) {
            return null;
        }
        content.getBytes(content.readerIndex(), incoming.array(), incoming.offset(), length);
        return incoming.length(length);
    }

    /**
     * The same of one that is in memory.
     *
     * @param length negative when it was more than there was room for
     */
    @Nullable PacketBuffer receive(ByteBuffer memory, int offset, int length) {
        if (!mayTake(length)) {
            return null;
        }
        memory.get(offset, incoming.array(), incoming.offset(), length);
        return incoming.length(length);
    }

    private boolean mayTake(int length) {
        datagramsIn++;
        bytesIn += Math.max(0, length);
        if (length <= 0 || length > incoming.capacity()) {
            drops.count(length == 0 ? DropReason.EMPTY : DropReason.TOO_LARGE);
            return false;
        }
        return true;
    }

    /** Puts a datagram into the batch. */
    void transmit(PacketBuffer packet, Path path) {
        sockets.get(path.local()).transmit(packet, path);
        unflushed = true;
        datagramsOut++;
        bytesOut += packet.length();
    }

    /** Where a datagram may be written into the batch. */
    @Nullable NativePacket place(Path path, int bytes) {
        return sockets.get(path.local()).place(bytes);
    }

    /** What was written to the place given last is a datagram of the batch. */
    void transmitPlaced(Path path) {
        int bytes = sockets.get(path.local()).transmitPlaced(path);
        unflushed = true;
        datagramsOut++;
        bytesOut += bytes;
    }

    /** Ends a batch. */
    void flush() {
        if (unflushed) {
            unflushed = false;
            for (int i = 0; i < sockets.size(); i++) {
                sockets.get(i).flush();
            }
        }
    }

    long datagramsIn() {
        return datagramsIn;
    }

    long bytesIn() {
        return bytesIn;
    }

    long datagramsOut() {
        return datagramsOut;
    }

    long bytesOut() {
        return bytesOut;
    }

    SegmentedStats segmented() {
        SegmentedStats sum = SegmentedStats.NONE;
        for (UdpSocket socket : sockets) {
            sum = sum.and(socket.segmented());
        }
        return sum;
    }
}
