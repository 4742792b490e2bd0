package foyer.sfu.engine.turn;

import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** A client's TCP connection, behind TLS where there is some. */
final class TurnConnection extends ChannelInboundHandlerAdapter {
    /** Beyond what may wait, for what is no media: without answers the client gives up. */
    private static final int RESERVE_BYTES = 64 << 10;

    private final TurnLoop loop;
    private final Channel channel;
    private final Path path;
    private final TurnFrames frames = new TurnFrames();
    private long idleSinceNanos;

    TurnConnection(TurnLoop loop, Channel channel, Path path) {
        this.loop = loop;
        this.channel = channel;
        this.path = path;
    }

    Path path() {
        return path;
    }

    Channel channel() {
        return channel;
    }

    TurnFrames frames() {
        return frames;
    }

    /** It has no allocation, since this moment. */
    void idleSince(long nowNanos) {
        idleSinceNanos = nowNanos;
    }

    long idleNanos(long nowNanos) {
        return nowNanos - idleSinceNanos;
    }

    /** False when the message would have to wait for too long. */
    boolean accepts(PacketBuffer message) {
        boolean media = message.u8(0) >>> 6 == 1;
        return channel.isWritable() || (!media && channel.bytesBeforeWritable() < RESERVE_BYTES);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        loop.opened(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            loop.read(this, bytes);
        } finally {
            bytes.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        loop.settle();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        loop.closed(this);
    }

    /** The network's errors, and handshakes that fail. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        loop.failed(this, cause);
    }
}
