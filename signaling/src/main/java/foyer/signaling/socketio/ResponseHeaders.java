package foyer.signaling.socketio;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;

/** Takes the session id out of the cookie the library sets: nobody needs it there. */
final class ResponseHeaders extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            response.headers()
                    .remove(HttpHeaderNames.SET_COOKIE)
                    .set("X-Content-Type-Options", "nosniff");
        }
        var _ = context.write(message, promise);
    }
}
