package foyer.sfu.engine.front;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
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
    private final Channel client;
    private final InetSocketAddress remote;
    private final int address;

    /** On the heap, so that it can be left to the collector wherever the connection ends. */
    private final ByteBuf opening = Unpooled.buffer(FIRST_BYTES);

    private @Nullable Channel proxy;
    private Step step = Step.UNDECIDED;
    private long stepNanos;
    private long heardNanos;

    FrontConnection(FrontLoop loop, Channel client, InetSocketAddress remote, int address) {
        this.loop = loop;
        this.client = client;
        this.remote = remote;
        this.address = address;
    }

    Channel client() {
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
    void passOn(Channel reached) {
        proxy = reached;
        reached.pipeline().addLast(new ProxySide());
    }

    @Nullable Channel proxy() {
        return proxy;
    }

    /** Ends a side when it has what was written to it. */
    static void endAfterTheRest(Channel channel) {
        var _ =
                channel.writeAndFlush(Unpooled.EMPTY_BUFFER)
                        .addListener(ChannelFutureListener.CLOSE);
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
        other.write(message, other.voidPromise());
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
