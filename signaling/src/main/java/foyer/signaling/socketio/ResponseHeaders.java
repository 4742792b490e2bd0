package foyer.signaling.socketio;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;

/** Sets right what the library says of itself in the headers of a poll's response. */
final class ResponseHeaders extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response
                && response.headers().contains(HttpHeaderNames.SET_COOKIE)) {
            response.headers()
                    // The session id: nobody needs it there.
                    .remove(HttpHeaderNames.SET_COOKIE)
                    // It says keep-alive, and closes.
                    .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                    // It is never binary.
                    .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=UTF-8")
                    .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                    .set("X-Content-Type-Options", "nosniff");
        }
        var _ = context.write(message, promise);
    }
}
