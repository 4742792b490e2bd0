package foyer.signaling.socketio;

import foyer.signaling.address.ClientAddresses;
import foyer.signaling.session.Gate;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets only well-formed requests of Engine.IO 4 through to the library, which throws for others,
 * and only from pages that may connect. Refusals look as the reference server's do.
 */
final class HandshakeGuard extends ChannelInboundHandlerAdapter {
    static final String PATH = "/socket.io/";

    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final OriginPolicy origins;
    private final ClientAddresses addresses;
    private final Function<String, Gate> gate;
    private final Predicate<UUID> isKnown;

    /** The library's next handler: put in place when the first request comes, see the pipeline. */
    private final ChannelHandler authorization;

    private enum Refusal {
        TRANSPORT_UNKNOWN(0, "Transport unknown"),
        SESSION_UNKNOWN(1, "Session ID unknown"),
        BAD_METHOD(2, "Bad handshake method"),
        BAD_REQUEST(3, "Bad request"),
        FORBIDDEN(403, 4, "Forbidden"),
        UNSUPPORTED_VERSION(5, "Unsupported protocol version"),
        // Engine.IO has no words of its own for these.
        TOO_MANY(429, 4, "Too many connections"),
        TOO_FAST(429, 4, "Too many new connections"),
        STOPPING(503, 4, "The server is restarting");

        private final int status;
        private final int code;
        private final String message;

        Refusal(int code, String message) {
            this(400, code, message);
        }

        Refusal(int status, int code, String message) {
            this.status = status;
            this.code = code;
            this.message = message;
        }
    }

    /**
     * A guard of one connection.
     *
     * @param gate asked once for each handshake that is otherwise right, with the address it counts
     *     for
     * @param isKnown whether there is a socket of this id
     */
    HandshakeGuard(
            OriginPolicy origins,
            ClientAddresses addresses,
            Function<String, Gate> gate,
            Predicate<UUID> isKnown,
            ChannelHandler authorization) {
        this.origins = origins;
        this.addresses = addresses;
        this.gate = gate;
        this.isKnown = isKnown;
        this.authorization = authorization;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof FullHttpRequest request)) {
            context.fireChannelRead(message);
            return;
        }
        String origin = request.headers().get(HttpHeaderNames.ORIGIN);
        Refusal refusal = check(context, request, origin);
        if (refusal != null) {
            ReferenceCountUtil.release(request);
            refuse(context, refusal);
        } else if (request.method().equals(HttpMethod.OPTIONS)) {
            ReferenceCountUtil.release(request);
            preflight(context, origin);
        } else {
            install(context.pipeline());
            context.fireChannelRead(request);
        }
    }

    private void install(ChannelPipeline pipeline) {
        if (pipeline.get(Pipeline.AUTHORIZE_HANDLER) == null) {
            pipeline.addAfter(Pipeline.PACKET_HANDLER, Pipeline.AUTHORIZE_HANDLER, authorization);
        }
    }

    private @Nullable Refusal check(
            ChannelHandlerContext context, FullHttpRequest request, @Nullable String origin) {
        if (!origins.allows(origin)) {
            return Refusal.FORBIDDEN;
        }
        if (request.method().equals(HttpMethod.OPTIONS)) {
            return null;
        }
        try {
            QueryStringDecoder decoder = new QueryStringDecoder(request.uri());
            Map<String, List<String>> query = decoder.parameters();
            Refusal refusal =
                    decoder.path().equals(PATH) ? check(request, query) : Refusal.BAD_REQUEST;
            return refusal == null && !query.containsKey("sid") ? askIn(context, request) : refusal;
        } catch (IllegalArgumentException malformedEscapes) {
            return Refusal.BAD_REQUEST;
        }
    }

    private @Nullable Refusal askIn(ChannelHandlerContext context, FullHttpRequest request) {
        String address =
                addresses.subscriber(
                        context.channel().remoteAddress(),
                        request.headers().getAll(ClientAddresses.HEADER));
        return switch (gate.apply(address)) {
            case OPEN -> null;
            case TOO_MANY -> Refusal.TOO_MANY;
            case TOO_FAST -> Refusal.TOO_FAST;
            case STOPPING -> Refusal.STOPPING;
        };
    }

    private @Nullable Refusal check(FullHttpRequest request, Map<String, List<String>> query) {
        String transport = single(query, "transport");
        boolean webSocket = "websocket".equals(transport);
        boolean get = request.method().equals(HttpMethod.GET);
        if (!webSocket && !"polling".equals(transport)) {
            return Refusal.TRANSPORT_UNKNOWN;
        }
        if (!"4".equals(single(query, "EIO"))) {
            return Refusal.UNSUPPORTED_VERSION;
        }
        if (query.containsKey("j") || query.containsKey("b64") || query.containsKey("disconnect")) {
            return Refusal.BAD_REQUEST;
        }
        if (webSocket && !(get && isUpgrade(request))) {
            return Refusal.BAD_REQUEST;
        }
        if (!query.containsKey("sid")) {
            return get ? null : Refusal.BAD_METHOD;
        }
        if (!get && !request.method().equals(HttpMethod.POST)) {
            return Refusal.BAD_REQUEST;
        }
        return isKnownSession(single(query, "sid")) ? null : Refusal.SESSION_UNKNOWN;
    }

    private boolean isKnownSession(@Nullable String sid) {
        return sid != null
                && UUID_TEXT.matcher(sid).matches()
                && isKnown.test(UUID.fromString(sid));
    }

    private static boolean isUpgrade(FullHttpRequest request) {
        return request.headers()
                        .containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && request.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)
                && "13".equals(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION));
    }

    private static @Nullable String single(Map<String, List<String>> query, String name) {
        List<String> values = query.get(name);
        return values == null || values.size() != 1 ? null : values.getFirst();
    }

    private static void refuse(ChannelHandlerContext context, Refusal refusal) {
        String body = "{\"code\":%d,\"message\":\"%s\"}".formatted(refusal.code, refusal.message);
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(refusal.status),
                        ByteBufUtil.writeUtf8(context.alloc(), body));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
        send(context, response);
    }

    private static void preflight(ChannelHandlerContext context, @Nullable String origin) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT);
        response.headers()
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin == null ? "*" : origin)
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST")
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, HttpHeaderNames.CONTENT_TYPE)
                .set(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
        send(context, response);
    }

    private static void send(ChannelHandlerContext context, FullHttpResponse response) {
        response.headers()
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
}
