package foyer.sfu.engine.turn;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A UDP socket that clients speak to. */
final class TurnSocket extends SimpleChannelInboundHandler<DatagramPacket> {
    private static final Logger LOG = LoggerFactory.getLogger(TurnSocket.class);

    private final TurnLoop loop;
    private final int local;

    TurnSocket(TurnLoop loop, int local) {
        this.loop = loop;
        this.local = local;
    }

    /** On the loop, and before the socket is bound: a client may speak as soon as it is. */
    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        loop.opened(local, context.channel());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket datagram) {
        loop.receive(local, datagram);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        loop.settle();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("turn socket error local={} error={}", local, cause.toString());
    }
}
