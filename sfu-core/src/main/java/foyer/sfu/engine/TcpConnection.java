package foyer.sfu.engine;

import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import foyer.sfu.wire.TransportProtocol;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import java.net.InetSocketAddress;

/** One TCP connection, on the loop whose {@link TcpConnections} have it. */
final class TcpConnection extends ChannelInboundHandlerAdapter {
    /**
     * What may wait here for a peer that reads slowly, beside what the kernel holds: a second of
     * half a megabit. More would only come later, not better.
     */
    static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(48 << 10, 64 << 10);

    /** What is no media may use as much again: without answers to checks the path is lost. */
    private static final int RESERVE_BYTES = 64 << 10;

    /** The least first byte of RTP and RTCP (RFC 7983 7). */
    private static final int FIRST_OF_MEDIA = 128;

    /** What is thought of the peer. */
    enum Standing {
        /** No valid check has come. */
        STRANGER,
        /** The connection is a path of a transport. */
        KNOWN,
        /** It is closed, or on its way to another loop. */
        GONE
    }

    private final FrameReader frames = new FrameReader();
    private final Channel channel;
    private final Path path;
    private TcpConnections owner;
    private Standing standing = Standing.GONE;
    private long sinceNanos;
    private long heardNanos;
    private int checks;
    private boolean unflushed;

    TcpConnection(TcpConnections owner, Channel channel, int local, InetSocketAddress remote) {
        this.owner = owner;
        this.channel = channel;
        this.path = new Path(local, remote, TransportProtocol.TCP);
    }

    Channel channel() {
        return channel;
    }

    Path path() {
        return path;
    }

    Standing standing() {
        return standing;
    }

    void standing(Standing newStanding) {
        standing = newStanding;
    }

    FrameReader frames() {
        return frames;
    }

    /** Hears of the channel from now on; said on its loop. */
    void listen() {
        if (channel.pipeline().context(this) == null) {
            channel.pipeline().addLast(this);
        }
    }

    /** Said by whoever has it from now on. */
    void owned(TcpConnections newOwner, long nowNanos) {
        owner = newOwner;
        sinceNanos = nowNanos;
        heardNanos = nowNanos;
    }

    void heard(long nowNanos) {
        heardNanos = nowNanos;
    }

    long ageNanos(long nowNanos) {
        return nowNanos - sinceNanos;
    }

    long silentNanos(long nowNanos) {
        return nowNanos - heardNanos;
    }

    /** Counts a check that did not make the path valid. */
    int failedChecks() {
        return ++checks;
    }

    /** False when the packet would have to wait for too long. */
    boolean accepts(PacketBuffer packet) {
        return channel.isWritable()
                || (packet.u8(0) < FIRST_OF_MEDIA && channel.bytesBeforeWritable() < RESERVE_BYTES);
    }

    /**
     * Puts a packet into the batch.
     *
     * @return true when it is the first that waits for a flush
     */
    @SuppressWarnings("FutureReturnValueIgnored") // a void promise: errors reach exceptionCaught
    boolean write(PacketBuffer packet) {
        int length = packet.length();
        ByteBuf frame = channel.alloc().directBuffer(FrameReader.LENGTH_BYTES + length);
        frame.writeShort(length).writeBytes(packet.array(), packet.offset(), length);
        channel.write(frame, channel.voidPromise());
        boolean first = !unflushed;
        unflushed = true;
        return first;
    }

    void flush() {
        unflushed = false;
        channel.flush();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        owner.opened(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            owner.read(this, bytes);
        } finally {
            bytes.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        owner.readComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        owner.closed(this);
    }

    /** The network's errors: reset, timed out. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        owner.failed(this, cause);
    }
}
