package foyer.sfu.engine;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One socket of a loop. */
final class LoopSocket extends SimpleChannelInboundHandler<DatagramPacket> {
    private static final Logger LOG = LoggerFactory.getLogger(LoopSocket.class);

    private final Loop loop;
    private final int local;
    private final UdpReceiving receiving;

    LoopSocket(Loop loop, int local, UdpReceiving receiving) {
        this.loop = loop;
        this.local = local;
        this.receiving = receiving;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.channel().config().setAutoRead(receiving == UdpReceiving.CHANNEL);
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
        // A network that is gone would say so for every packet.
        if (loop.unsent() == 1) {
            LOG.warn(
                    "socket error loop={} local={} error={}",
                    loop.index(),
                    local,
                    cause.toString());
        }
    }
}
