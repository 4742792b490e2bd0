package foyer.signaling.http;

import foyer.signaling.address.ClientAddresses;
import foyer.signaling.protocol.Json;
import foyer.signaling.session.Reception;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers every request that is not Socket.IO's, and lets those pass. */
@Sharable
public final class HttpEndpoints extends ChannelInboundHandlerAdapter {
    private static final String SOCKET_IO = "/socket.io";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String JSON = "application/json";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final StaticFiles files;
    private final Reception reception;
    private final ClientAddresses addresses;
    private final Operations operations;

    public HttpEndpoints(
            StaticFiles files,
            Reception reception,
            ClientAddresses addresses,
            Operations operations) {
        this.files = files;
        this.reception = reception;
        this.addresses = addresses;
        this.operations = operations;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof FullHttpRequest request)) {
            context.fireChannelRead(message);
            return;
        }
        String path = path(request);
        if (path.startsWith(SOCKET_IO)) {
            context.fireChannelRead(request);
            return;
        }
        try {
            answer(new Exchange(context, request), path);
        } finally {
            ReferenceCountUtil.release(request);
        }
    }

    /** The decoded path, empty when there is none to be had. */
    private static String path(FullHttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return "";
        }
        try {
            return new QueryStringDecoder(request.uri()).path();
        } catch (IllegalArgumentException malformedEscapes) {
            return "";
        }
    }

    private void answer(Exchange exchange, String path) {
        HttpMethod method = exchange.request.method();
        boolean reading = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
        if (path.isEmpty()) {
            exchange.send(HttpResponseStatus.BAD_REQUEST, "Bad request\n");
        } else if (path.equals("/leave") && method.equals(HttpMethod.POST)) {
            leave(exchange);
        } else if (!reading) {
            exchange.send(HttpResponseStatus.METHOD_NOT_ALLOWED, "Method not allowed\n");
        } else if (path.equals("/healthz")) {
            exchange.send(HttpResponseStatus.OK, "ok\n");
        } else if (path.equals("/readyz")) {
            readiness(exchange);
        } else if (path.equals("/metrics")) {
            metrics(exchange);
        } else {
            file(exchange, path);
        }
    }

    private void leave(Exchange exchange) {
        ByteBuf content = exchange.request.content();
        if (content.readableBytes() <= Goodbye.MAX_BYTES) {
            String address =
                    addresses.subscriber(
                            exchange.context.channel().remoteAddress(),
                            exchange.request.headers().getAll(ClientAddresses.HEADER));
            Goodbye.read(content.toString(StandardCharsets.UTF_8), address, reception);
        }
        exchange.send(HttpResponseStatus.NO_CONTENT, "");
    }

    /** Everybody may know whether; why is for operators. */
    private void readiness(Exchange exchange) {
        List<String> hindrances = operations.hindrances().get();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("ready", hindrances.isEmpty());
        if (exchange.isLocal() || operations.access() == MetricsAccess.PUBLIC) {
            body.put("reasons", hindrances);
        }
        exchange.send(
                hindrances.isEmpty()
                        ? HttpResponseStatus.OK
                        : HttpResponseStatus.SERVICE_UNAVAILABLE,
                Json.text(body),
                JSON);
    }

    private void metrics(Exchange exchange) {
        boolean shown =
                switch (operations.access()) {
                    case PUBLIC -> true;
                    case LOCAL -> exchange.isLocal();
                    case OFF -> false;
                };
        if (shown) {
            exchange.send(HttpResponseStatus.OK, operations.metrics().get(), PROMETHEUS);
        } else {
            exchange.send(HttpResponseStatus.NOT_FOUND, "Not found\n");
        }
    }

    private void file(Exchange exchange, String path) {
        StaticFiles.Found found = files.find(path);
        if (found == null) {
            exchange.send(HttpResponseStatus.NOT_FOUND, "Not found\n");
        } else {
            exchange.send(found);
        }
    }

    /** One request and the way back. */
    private record Exchange(ChannelHandlerContext context, FullHttpRequest request) {
        void send(HttpResponseStatus status, String body) {
            send(status, body, TEXT);
        }

        void send(HttpResponseStatus status, String body, String contentType) {
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
            finish(response, context.write(complete(response)));
        }

        void send(StaticFiles.Found found) {
            boolean fresh =
                    request.headers()
                            .containsValue(HttpHeaderNames.IF_NONE_MATCH, found.etag(), false);
            HttpResponse response =
                    new DefaultHttpResponse(
                            HttpVersion.HTTP_1_1,
                            fresh ? HttpResponseStatus.NOT_MODIFIED : HttpResponseStatus.OK);
            response.headers()
                    .set(HttpHeaderNames.CACHE_CONTROL, found.cacheControl())
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

        private boolean isHead() {
            return request.method().equals(HttpMethod.HEAD);
        }
    }
}
