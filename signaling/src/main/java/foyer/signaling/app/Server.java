package foyer.signaling.app;

import foyer.signaling.http.HttpEndpoints;
import foyer.signaling.http.StaticFiles;
import foyer.signaling.media.MediaEngine;
import foyer.signaling.room.Limits;
import foyer.signaling.session.Meetings;
import foyer.signaling.session.Reception;
import foyer.signaling.session.Time;
import foyer.signaling.socketio.OriginPolicy;
import foyer.signaling.socketio.SocketIoServer;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/** Everything but the media engine, wired and listening. */
final class Server implements AutoCloseable {
    private final SocketIoServer sockets;
    private final AtomicBoolean healthy;
    private final int port;

    private Server(SocketIoServer sockets, AtomicBoolean healthy, int port) {
        this.sockets = sockets;
        this.healthy = healthy;
        this.port = port;
    }

    /**
     * Starts to listen.
     *
     * @throws IOException if the port cannot be had
     */
    static Server start(Configuration configuration, MediaEngine engine, Time time)
            throws IOException {
        SocketIoServer sockets =
                new SocketIoServer(
                        configuration.port(), new OriginPolicy(configuration.clientOrigin()));
        Meetings meetings =
                new Meetings(
                        new Meetings.Setup(
                                configuration.maxRooms(),
                                Limits.of(
                                        configuration.maxUsersPerRoom(),
                                        configuration.maxWaitingPerRoom()),
                                engine.routers(),
                                sockets,
                                time,
                                new SecureRandom(),
                                Thread::startVirtualThread));
        Reception reception = new Reception(meetings);
        AtomicBoolean healthy = new AtomicBoolean(true);
        HttpEndpoints http =
                new HttpEndpoints(
                        new StaticFiles(configuration.clientDirectory()),
                        meetings,
                        new Metrics(meetings, reception, engine)::scrape,
                        healthy::get);
        return new Server(sockets, healthy, sockets.start(reception, () -> http));
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        healthy.set(false);
        sockets.close();
    }
}
