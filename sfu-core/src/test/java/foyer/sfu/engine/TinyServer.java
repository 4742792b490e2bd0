package foyer.sfu.engine;

import foyer.sfu.api.AnnouncedAddress;
import foyer.sfu.api.MediaServerConfig;
import foyer.sfu.api.RouterEvent;
import foyer.sfu.api.RtcPorts;
import foyer.sfu.api.SrtpCipher;
import foyer.sfu.api.TransportOptions;
import foyer.sfu.api.WebRtcTransportOptions;
import foyer.sfu.dtls.DtlsIdentity;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The engine as a library, without signaling: one room with two transports on loopback. */
final class TinyServer implements AutoCloseable {
    /** Below the ports that systems give out by themselves, and elsewhere for each process. */
    private static final int FIRST_PORT =
            20_000 + (int) (ProcessHandle.current().pid() * 97 % 11_000);

    private static final int LAST_PORT = FIRST_PORT + 999;

    private final MediaServer server;
    private final int port;
    private final RouterHandle router;
    private final LinkedBlockingQueue<RouterEvent> events = new LinkedBlockingQueue<>();

    private TinyServer(MediaServer server, int port) throws Exception {
        this.server = server;
        this.port = port;
        this.router = await(server.createRouter(events::add));
    }

    static MediaServerConfig config(int port) {
        return new MediaServerConfig(1, port, List.of(new AnnouncedAddress("127.0.0.1", 0)));
    }

    /** Starts on the first free port. */
    static TinyServer start() throws Exception {
        return start(TcpPatience.DEFAULT);
    }

    static TinyServer start(TcpPatience patience) throws Exception {
        return start(NetworkIo.best(), 1, RtcPorts.ONE_PER_LOOP, patience);
    }

    static TinyServer start(NetworkIo io, int loops, RtcPorts ports, TcpPatience patience)
            throws Exception {
        return start(io, UdpSending.best(io), loops, ports, patience);
    }

    /** One loop that sends in a given way. */
    static TinyServer start(NetworkIo io, UdpSending sending) throws Exception {
        return start(io, sending, 1, RtcPorts.ONE_PER_LOOP, TcpPatience.DEFAULT);
    }

    /** So many loops, and rooms that go to the next one at so many consumers. */
    static TinyServer split(int loops, RtcPorts ports, int consumersPerLoop) throws Exception {
        NetworkIo io = NetworkIo.best();
        return start(io, UdpSending.best(io), loops, ports, TcpPatience.DEFAULT, consumersPerLoop);
    }

    private static TinyServer start(
            NetworkIo io, UdpSending sending, int loops, RtcPorts ports, TcpPatience patience)
            throws Exception {
        return start(io, sending, loops, ports, patience, MediaServerConfig.ROOMS_STAY);
    }

    private static TinyServer start(
            NetworkIo io,
            UdpSending sending,
            int loops,
            RtcPorts ports,
            TcpPatience patience,
            int consumersPerLoop)
            throws Exception {
        SecureRandom random = new SecureRandom();
        DtlsIdentity identity = DtlsIdentity.generate(random, Instant.now());
        MediaServerException last = new MediaServerException("no port tried");
        for (int port = FIRST_PORT; port <= LAST_PORT; port++) {
            try {
                MediaServerConfig config =
                        new MediaServerConfig(
                                loops,
                                port,
                                config(port).announcedAddresses(),
                                MediaServerConfig.DEFAULT_RECORDING_BYTES,
                                ports,
                                WebRtcTransportOptions.ALL,
                                SrtpCipher.AUTO,
                                List.of(),
                                0,
                                consumersPerLoop);
                return new TinyServer(
                        MediaServer.start(config, random, identity, io, sending, patience), port);
            } catch (MediaServerException e) {
                last = e;
            }
        }
        throw last;
    }

    static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    MediaServer server() {
        return server;
    }

    int port() {
        return port;
    }

    RouterHandle router() {
        return router;
    }

    LinkedBlockingQueue<RouterEvent> events() {
        return events;
    }

    /** Another room, on the next loop. */
    RouterHandle newRouter() throws Exception {
        return await(server.createRouter(event -> {}));
    }

    TransportOptions newTransport() throws Exception {
        return await(router.createWebRtcTransport());
    }

    @Override
    public void close() {
        server.close();
    }

    /** Prints what a client needs, and serves for a minute. */
    public static void main(String[] arguments) throws Exception {
        try (TinyServer tiny = start()) {
            System.out.println("send: " + tiny.newTransport());
            System.out.println("receive: " + tiny.newTransport());
            RouterEvent event = tiny.events().poll(1, TimeUnit.MINUTES);
            System.out.println("first event: " + event);
        }
    }
}
