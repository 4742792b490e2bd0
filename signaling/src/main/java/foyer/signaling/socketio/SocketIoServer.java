package foyer.signaling.socketio;

import com.corundumstudio.socketio.AckMode;
import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.HandshakeData;
import com.corundumstudio.socketio.SocketConfig;
import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.handler.ClientHead;
import com.corundumstudio.socketio.transport.NamespaceClient;
import foyer.signaling.address.ClientAddresses;
import foyer.signaling.protocol.Notice;
import foyer.signaling.room.Departure;
import foyer.signaling.session.Outbox;
import foyer.signaling.session.Reception;
import foyer.signaling.session.Telemetry;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listening socket: Socket.IO for the reception, all other HTTP for its own handler. */
public final class SocketIoServer implements Outbox, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SocketIoServer.class);

    static final int MAX_PAYLOAD_BYTES = 256 * 1024;

    private static final int PING_INTERVAL_MILLIS = 10_000;
    private static final int PING_TIMEOUT_MILLIS = 20_000;
    private static final int WRITE_LOW_BYTES = 512 * 1024;
    private static final int WRITE_HIGH_BYTES = 1024 * 1024;

    /** So long the last packets have to get to a socket that is closed. */
    private static final long CLOSE_MILLIS = 1_000;

    /** So long a stop waits for sockets to close: longer than each of them has. */
    private static final long FAREWELL_MILLIS = CLOSE_MILLIS + 1_000;

    private final Configuration configuration;
    private final OriginPolicy origins;
    private final ClientAddresses addresses;
    private final SocketIds ids = new SocketIds();
    private final CountDownLatch deserted = new CountDownLatch(1);
    private volatile boolean leaving;
    private Telemetry telemetry = Telemetry.NONE;
    private @Nullable Listener listener;
    private int port;

    /**
     * A server that does not listen yet.
     *
     * @param host the address it will listen at, null for all of the machine's
     * @param port 0 for any
     */
    public SocketIoServer(
            @Nullable String host, int port, OriginPolicy origins, ClientAddresses addresses) {
        this.origins = origins;
        this.addresses = addresses;
        configuration = configuration(host, port, new MessageJson(ids));
    }

    private static Configuration configuration(@Nullable String host, int port, MessageJson json) {
        Configuration configuration = new Configuration();
        configuration.setHostname(host);
        configuration.setPort(port);
        configuration.setBossThreads(1);
        // One: when a poll's connection closes while the next poll comes in on another loop, the
        // library takes the new one for the old one, and that client hears nothing any more.
        configuration.setWorkerThreads(1);
        configuration.setTransports(Transport.WEBSOCKET, Transport.POLLING);
        configuration.setPingInterval(PING_INTERVAL_MILLIS);
        configuration.setPingTimeout(PING_TIMEOUT_MILLIS);
        configuration.setMaxHttpContentLength(MAX_PAYLOAD_BYTES);
        configuration.setMaxFramePayloadLength(MAX_PAYLOAD_BYTES);
        // Otherwise a client chooses its session id, and with it whose socket it is.
        configuration.setRandomSession(true);
        // The frame limit is checked before inflating.
        configuration.setWebsocketCompression(false);
        configuration.setHttpCompression(false);
        configuration.setAddVersionHeader(false);
        configuration.setAckMode(AckMode.MANUAL);
        configuration.setJsonSupport(json);
        configuration.setExceptionListener(new FailureListener());
        SocketConfig socket = new SocketConfig();
        socket.setReuseAddress(true);
        socket.setTcpNoDelay(true);
        socket.setWriteBufferWaterMarkLow(WRITE_LOW_BYTES);
        socket.setWriteBufferWaterMarkHigh(WRITE_HIGH_BYTES);
        configuration.setSocketConfig(socket);
        return configuration;
    }

    /**
     * Listens.
     *
     * @param http makes the handler of a connection's other requests
     * @throws IOException if the port cannot be had
     */
    public void start(Reception reception, Telemetry measures, Supplier<ChannelHandler> http)
            throws IOException {
        telemetry = measures;
        Listener started = Listener.create(configuration);
        started.addConnectListener(client -> {
            if (!reception.connected(socketId(client), address(client))) {
                close(client, started);
            }
        });
        started.addDisconnectListener(client -> {
            reception.disconnected(socketId(client), Departure.LOST);
            if (leaving && started.getAllClients().isEmpty()) {
                deserted.countDown();
            }
        });
        started.setPipelineFactory(
                new Pipeline(
                        configuration,
                        origins,
                        addresses,
                        http,
                        reception,
                        ids,
                        started::getClient));
        listener = started;
        ChannelFuture bound = (ChannelFuture) started.startAsync();
        bound.awaitUninterruptibly();
        Throwable failure = bound.cause();
        if (failure != null) {
            close();
            throw new IOException(failure.getMessage(), failure);
        }
        port = ((InetSocketAddress) bound.channel().localAddress()).getPort();
    }

    /** The port it listens on; 0 before it does. */
    public int port() {
        return port;
    }

    private String address(SocketIOClient client) {
        HandshakeData handshake = client.getHandshakeData();
        return addresses.subscriber(
                handshake.getAddress(), handshake.getHttpHeaders().getAll(ClientAddresses.HEADER));
    }

    /** Sockets right now, by the name of their transport. */
    public Map<String, Integer> socketsByTransport() {
        Map<String, Integer> counts = new HashMap<>();
        for (Transport transport : List.of(Transport.WEBSOCKET, Transport.POLLING)) {
            counts.put(transport.getValue(), 0);
        }
        if (listener != null) {
            listener.getAllClients()
                    .forEach(client ->
                            counts.merge(client.getTransport().getValue(), 1, Integer::sum));
        }
        return counts;
    }

    private String socketId(SocketIOClient client) {
        return ids.of(client.getSessionId());
    }

    @Override
    public void send(String socketId, Notice notice) {
        SocketIOClient client = client(socketId);
        if (client == null) {
            return;
        }
        if (Backlog.isStuck(head(client))) {
            head(client).disconnect();
        } else {
            telemetry.told(notice.event());
            client.sendEvent(notice.event(), notice.arguments().toArray());
        }
    }

    @Override
    public void close(String socketId) {
        SocketIOClient client = client(socketId);
        if (client != null && listener != null) {
            close(client, listener);
        }
    }

    private static void close(SocketIOClient client, Listener listener) {
        client.disconnect();
        listener.later(() -> head(client).disconnect(), CLOSE_MILLIS);
    }

    /**
     * Tells every socket that the server stops and closes it; returns when all are gone, or after
     * the few seconds that they have.
     *
     * @param retryAfterMillis when clients shall try to come back
     */
    public void sayGoodbye(long retryAfterMillis) {
        if (listener == null) {
            return;
        }
        leaving = true;
        List<SocketIOClient> clients = List.copyOf(listener.getAllClients());
        for (SocketIOClient client : clients) {
            send(socketId(client), new Notice.ServerRestarting(retryAfterMillis));
            close(client, listener);
        }
        if (clients.isEmpty()) {
            return;
        }
        try {
            if (!deserted.await(FAREWELL_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.atWarn()
                        .addKeyValue("sockets", listener.getAllClients().size())
                        .log("Sockets did not close in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable SocketIOClient client(String socketId) {
        return listener == null ? null : listener.getClient(ids.sessionOf(socketId));
    }

    private static ClientHead head(SocketIOClient client) {
        return ((NamespaceClient) client).getBaseClient();
    }

    /** Stops listening, and closes every socket. */
    @Override
    public void close() {
        if (listener != null) {
            listener.stop();
            listener = null;
        }
    }
}
