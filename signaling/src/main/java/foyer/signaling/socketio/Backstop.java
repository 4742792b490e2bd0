package foyer.signaling.socketio;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of the pipeline: whatever gets here ends the connection, or nothing at all. */
final class Backstop extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Backstop.class);

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // Peers that vanish and frames that are too long come here; they are no news.
        LOG.atDebug().addKeyValue("cause", cause.toString()).log("Connection closed");
        var _ = context.close();
    }
}
