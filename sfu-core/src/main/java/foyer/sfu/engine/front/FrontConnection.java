package foyer.sfu.engine.front;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection until it goes to another thread, or until it ends when it is passed on.
 * While one side reads slowly nothing is read of the other.
 */
final class FrontConnection extends ChannelInboundHandlerAdapter {
    /** Where a connection is on its way. */
    enum Step {
        UNDECIDED,
        CONNECTING,
        PASSED_ON,
        /** One side has ended; the other gets the rest. */
        ENDING
    }

    private static final int FIRST_BYTES = 2_048;

    private final FrontLoop loop;
    private final DuplexChannel client;
    private final InetSocketAddress remote;
    private final int address;

    /** On the heap, so that it can be left to the collector wherever the connection ends. */
    private final ByteBuf opening = Unpooled.buffer(FIRST_BYTES);

    private @Nullable DuplexChannel proxy;
    private Step step = Step.UNDECIDED;
    private long stepNanos;
    private long heardNanos;

    FrontConnection(FrontLoop loop, DuplexChannel client, InetSocketAddress remote, int address) {
        this.loop = loop;
        this.client = client;
        this.remote = remote;
        this.address = address;
    }

    DuplexChannel client() {
        return client;
    }

    InetSocketAddress remote() {
        return remote;
    }

    /** Where it was accepted, of our addresses. */
    int address() {
        return address;
    }

    /** What came first, and what came behind that. */
    ByteBuf opening() {
        return opening;
    }

    Step step() {
        return step;
    }

    void step(Step next, long nowNanos) {
        step = next;
        stepNanos = nowNanos;
        heardNanos = nowNanos;
    }

    long stepNanos(long nowNanos) {
        return nowNanos - stepNanos;
    }

    long silentNanos(long nowNanos) {
        return nowNanos - heardNanos;
    }

    /** The proxy is there: both sides hear of each other from now on. */
    void passOn(DuplexChannel reached) {
        proxy = reached;
        reached.pipeline().addLast(new ProxySide());
    }

    @Nullable DuplexChannel proxy() {
        return proxy;
    }

    /** Neither side is there any more. */
    boolean isOver() {
        DuplexChannel other = proxy;
        return !client.isActive() && (other == null || !other.isActive());
    }

    /** Ends the proxy's side when it has what the client said. */
    void endProxyAfterTheRest() {
        DuplexChannel other = proxy;
        if (other != null && other.isActive()) {
            var _ =
                    other.writeAndFlush(Unpooled.EMPTY_BUFFER)
                            .addListener(ChannelFutureListener.CLOSE);
        }
    }

    /**
     * Tells the client that the proxy says no more, behind what it has said. Closed at once, what
     * the client still says would make the kernel drop what it has not fetched yet.
     */
    void endClientsInput() {
        if (client.isActive()) {
            var _ =
                    client.writeAndFlush(Unpooled.EMPTY_BUFFER)
                            .addListener(written -> {
                                var _ = client.shutdownOutput();
                            });
            client.config().setAutoRead(true);
        }
    }

    /** Ends both sides. */
    void end() {
        var _ = client.close();
        DuplexChannel other = proxy;
        if (other != null) {
            var _ = other.close();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        loop.opened(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Channel other = proxy;
        if (other != null) {
            pass(message, other);
            return;
        }
        ByteBuf bytes = (ByteBuf) message;
        try {
            opening.writeBytes(bytes);
        } finally {
            bytes.release();
        }
        if (step == Step.UNDECIDED) {
            loop.read(this);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a void promise: errors reach exceptionCaught
    private void pass(Object message, Channel other) {
        heardNanos = loop.nowNanos();
        if (other.isActive()) {
            other.write(message, other.voidPromise());
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        Channel other = proxy;
        if (other != null) {
            other.flush();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        Channel other = proxy;
        if (other != null) {
            other.config().setAutoRead(client.isWritable());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        loop.closed(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        loop.failed(this, cause);
    }

    /** The connection to the proxy. */
    private final class ProxySide extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            pass(message, client);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            client.flush();
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            client.config().setAutoRead(context.channel().isWritable());
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            loop.proxyClosed(FrontConnection.this);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            loop.failed(FrontConnection.this, cause);
        }
    }
}
