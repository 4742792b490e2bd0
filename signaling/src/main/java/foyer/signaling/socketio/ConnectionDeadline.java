package foyer.signaling.socketio;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;

/** Closes a connection that never sends a whole request, or over which nothing goes any more. */
final class ConnectionDeadline extends IdleStateHandler {
    private static final long FIRST_REQUEST_SECONDS = 15;

    /** Longer than any poll or ping interval. */
    private static final int IDLE_SECONDS = 60;

    private boolean requested;

    ConnectionDeadline() {
        super(0, 0, IDLE_SECONDS);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        Runnable check = () -> closeUnused(context);
        var _ = context.executor().schedule(check, FIRST_REQUEST_SECONDS, TimeUnit.SECONDS);
        super.channelActive(context);
    }

    private void closeUnused(ChannelHandlerContext context) {
        if (!requested) {
            var _ = context.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        requested |= message instanceof LastHttpContent;
        super.channelRead(context, message);
    }

    @Override
    protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
        var _ = context.close();
    }
}
