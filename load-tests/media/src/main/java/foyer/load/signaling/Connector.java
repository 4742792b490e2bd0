package foyer.load.signaling;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Opens connections to one server. */
public final class Connector {
    private static final int MAX_FRAME_BYTES = 4 << 20;
    private static final int CONNECT_MILLIS = 10_000;

    private final URI socket;
    private final @Nullable SslContext tls;
    private final int port;

    /**
     * Prepares for a server.
     *
     * @param server {@code http} or {@code https}, host, port, and the path before {@code
     *     /socket.io}
     */
    public Connector(URI server) {
        boolean secure = "https".equals(server.getScheme());
        if ((!secure && !"http".equals(server.getScheme())) || server.getHost() == null) {
            throw new IllegalArgumentException("server: " + server);
        }
        int standard = secure ? 443 : 80;
        port = server.getPort() < 0 ? standard : server.getPort();
        String path = server.getPath() == null ? "" : server.getPath().replaceAll("/+$", "");
        socket =
                URI.create(
                        (secure ? "wss://" : "ws://")
                                + server.getHost()
                                + ":"
                                + port
                                + path
                                + "/socket.io/?EIO=4&transport=websocket");
        tls = secure ? tls() : null;
    }

    private static SslContext tls() {
        try {
            return SslContextBuilder.forClient().build();
        } catch (SSLException e) {
            throw new IllegalStateException("TLS", e);
        }
    }

    /**
     * Opens a connection.
     *
     * @param forwardedFor the client address to claim, as a proxy on the server's machine would;
     *     null for none
     */
    public CompletableFuture<Connection> open(
            EventLoop loop, @Nullable String forwardedFor, Connection.Listener listener) {
        HttpHeaders headers = new DefaultHttpHeaders();
        if (forwardedFor != null) {
            headers.set("X-Forwarded-For", forwardedFor);
        }
        CompletableFuture<Connection> opened = new CompletableFuture<>();
        var connecting =
                new Bootstrap()
                        .group(loop)
                        .channel(EpollSocketChannel.class)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .handler(new Pipeline(headers, listener, opened))
                        .connect(socket.getHost(), port);
        var _ =
                connecting.addListener(done -> {
                    if (!done.isSuccess()) {
                        String why = String.valueOf(done.cause().getMessage());
                        opened.completeExceptionally(new SignalingException("connect", why));
                    }
                });
        return opened;
    }

    private final class Pipeline extends ChannelInitializer<Channel> {
        private final HttpHeaders headers;
        private final Connection.Listener listener;
        private final CompletableFuture<Connection> opened;

        Pipeline(
                HttpHeaders headers,
                Connection.Listener listener,
                CompletableFuture<Connection> opened) {
            this.headers = headers;
            this.listener = listener;
            this.opened = opened;
        }

        @Override
        protected void initChannel(Channel channel) {
            if (tls != null) {
                channel.pipeline().addLast(tls.newHandler(channel.alloc(), socket.getHost(), port));
            }
            Connection connection = new Connection(channel, listener);
            var _ =
                    connection
                            .opened()
                            .whenComplete((open, failure) -> {
                                if (failure == null) {
                                    opened.complete(open);
                                } else {
                                    opened.completeExceptionally(failure);
                                }
                            });
            WebSocketClientProtocolConfig config =
                    WebSocketClientProtocolConfig.newBuilder()
                            .webSocketUri(socket)
                            .version(WebSocketVersion.V13)
                            .customHeaders(headers)
                            .maxFramePayloadLength(MAX_FRAME_BYTES)
                            .build();
            channel.pipeline()
                    .addLast(
                            new HttpClientCodec(),
                            new HttpObjectAggregator(64 << 10),
                            new WebSocketClientProtocolHandler(config),
                            connection);
        }
    }
}
