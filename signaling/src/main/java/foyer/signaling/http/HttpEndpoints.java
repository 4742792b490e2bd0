package foyer.signaling.http;

import foyer.signaling.address.ClientAddresses;
import foyer.signaling.protocol.Json;
import foyer.signaling.session.Reception;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers every request that is not Socket.IO's, and lets those pass. */
@Sharable
public final class HttpEndpoints extends ChannelInboundHandlerAdapter {
    private static final String SOCKET_IO = "/socket.io";
    private static final String JSON = "application/json";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final StaticFiles files;
    private final Reception reception;
    private final ClientAddresses addresses;
    private final Operations operations;
    private final @Nullable DebugPages debug;

    public HttpEndpoints(
            StaticFiles files,
            Reception reception,
            ClientAddresses addresses,
            Operations operations) {
        this.files = files;
        this.reception = reception;
        this.addresses = addresses;
        this.operations = operations;
        OperatorToken token = operations.debugToken();
        debug = token == null ? null : new DebugPages(token, reception);
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
        HttpMethod method = exchange.request().method();
        boolean reading = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
        if (path.isEmpty()) {
            exchange.send(HttpResponseStatus.BAD_REQUEST, "Bad request\n");
        } else if (path.equals("/leave") && method.equals(HttpMethod.POST)) {
            leave(exchange);
        } else if (!reading) {
            exchange.send(HttpResponseStatus.METHOD_NOT_ALLOWED, "Method not allowed\n");
        } else if (path.equals("/healthz")) {
            exchange.send(HttpResponseStatus.OK, Json.text(Health.of(operations.build())), JSON);
        } else if (path.equals("/readyz")) {
            readiness(exchange);
        } else if (path.equals("/metrics")) {
            metrics(exchange);
        } else if (debug != null && path.startsWith(DebugPages.ROOMS)) {
            debug.room(exchange, path.substring(DebugPages.ROOMS.length()), address(exchange));
        } else {
            file(exchange, path);
        }
    }

    /** Where the client is. */
    private String address(Exchange exchange) {
        return addresses.subscriber(
                exchange.context().channel().remoteAddress(),
                exchange.request().headers().getAll(ClientAddresses.HEADER));
    }

    private void leave(Exchange exchange) {
        ByteBuf content = exchange.request().content();
        if (content.readableBytes() <= Goodbye.MAX_BYTES) {
            Goodbye.read(content.toString(StandardCharsets.UTF_8), address(exchange), reception);
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
        StaticFiles.Found found = files.find(path, exchange.acceptEncoding());
        if (found == null) {
            exchange.send(HttpResponseStatus.NOT_FOUND, "Not found\n");
        } else {
            exchange.send(found);
        }
    }

    /** That the process lives, and which one it is. */
    private record Health(String status, String version, String commit, String buildTime) {
        static Health of(BuildInfo build) {
            return new Health("ok", build.version(), build.commit(), build.buildTime());
        }
    }
}
