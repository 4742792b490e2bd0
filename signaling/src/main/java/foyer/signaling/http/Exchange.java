package foyer.signaling.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.nio.channels.FileChannel;

/** One request and the way back. */
record Exchange(ChannelHandlerContext context, FullHttpRequest request) {
    private static final String TEXT = "text/plain; charset=utf-8";

    void send(HttpResponseStatus status, String body) {
        send(status, body, TEXT);
    }

    void send(HttpResponseStatus status, String body, String contentType) {
        send(status, body, contentType, new DefaultHttpHeaders());
    }

    /** With headers of its own; {@code Connection: close} among them is heeded. */
    void send(HttpResponseStatus status, String body, String contentType, HttpHeaders headers) {
        ByteBuf content = ByteBufUtil.writeUtf8(context.alloc(), body);
        int bytes = content.readableBytes();
        if (isHead()) {
            content.release();
            content = Unpooled.EMPTY_BUFFER;
        }
        DefaultFullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
        if (!status.equals(HttpResponseStatus.NO_CONTENT)) {
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
            HttpUtil.setContentLength(response, bytes);
        }
        response.headers().set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        complete(response);
        response.headers().setAll(headers);
        finish(response, context.write(response));
    }

    void send(StaticFiles.Found found) {
        boolean fresh =
                request.headers().containsValue(HttpHeaderNames.IF_NONE_MATCH, found.etag(), false);
        HttpResponse response =
                new DefaultHttpResponse(
                        HttpVersion.HTTP_1_1,
                        fresh ? HttpResponseStatus.NOT_MODIFIED : HttpResponseStatus.OK);
        response.headers()
                .set(HttpHeaderNames.CACHE_CONTROL, found.cacheControl())
                .set(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING)
                .set(HttpHeaderNames.ETAG, found.etag());
        if (fresh || isHead()) {
            head(response, found, fresh);
            return;
        }
        FileChannel content;
        try {
            content = FileChannel.open(found.path());
        } catch (IOException gone) {
            send(HttpResponseStatus.NOT_FOUND, "Not found\n");
            return;
        }
        describe(response, found);
        write(complete(response));
        write(new DefaultFileRegion(content, 0, found.sizeBytes()));
        finish(response, context.write(LastHttpContent.EMPTY_LAST_CONTENT));
    }

    private void head(HttpResponse response, StaticFiles.Found found, boolean fresh) {
        if (!fresh) {
            describe(response, found);
        }
        write(complete(response));
        finish(response, context.write(LastHttpContent.EMPTY_LAST_CONTENT));
    }

    private static void describe(HttpResponse response, StaticFiles.Found found) {
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, found.contentType());
        Packing packing = found.packing();
        if (packing != null) {
            response.headers().set(HttpHeaderNames.CONTENT_ENCODING, packing.coding());
        }
        HttpUtil.setContentLength(response, found.sizeBytes());
    }

    private HttpResponse complete(HttpResponse response) {
        SecurityHeaders.addTo(response.headers());
        HttpUtil.setKeepAlive(response, HttpUtil.isKeepAlive(request));
        return response;
    }

    private void finish(HttpResponse response, ChannelFuture last) {
        if (!HttpUtil.isKeepAlive(response)) {
            last.addListener(ChannelFutureListener.CLOSE);
        }
        context.flush();
    }

    private void write(Object part) {
        // The last part tells what became of the first.
        var _ = context.write(part);
    }

    boolean isLocal() {
        return Visitor.isLocal(context.channel().remoteAddress(), request.headers());
    }

    String acceptEncoding() {
        return String.join(",", request.headers().getAll(HttpHeaderNames.ACCEPT_ENCODING));
    }

    private boolean isHead() {
        return request.method().equals(HttpMethod.HEAD);
    }
}
