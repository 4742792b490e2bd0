package foyer.signaling.app;

import foyer.signaling.address.ClientAddresses;
import foyer.signaling.http.BuildInfo;
import foyer.signaling.http.HttpEndpoints;
import foyer.signaling.http.Operations;
import foyer.signaling.http.StaticFiles;
import foyer.signaling.media.MediaEngine;
import foyer.signaling.room.HostKeys;
import foyer.signaling.room.Limits;
import foyer.signaling.session.Meetings;
import foyer.signaling.session.Reception;
import foyer.signaling.session.Time;
import foyer.signaling.socketio.OriginPolicy;
import foyer.signaling.socketio.SocketIoServer;
import java.io.IOException;
import java.security.SecureRandom;

/** Everything but the media engine, wired and listening. */
final class Server implements AutoCloseable {
    /** A new process needs about this long to listen. */
    private static final long RETRY_AFTER_MILLIS = 2_000;

    private final Metrics metrics = new Metrics();
    private final ServerFigures figures = new ServerFigures(metrics.registry());
    private final SocketIoServer sockets;
    private final Reception reception;
    private final EngineWatch watch;
    private final QuietCollection collection;
    private final Readiness readiness;
    private final HttpEndpoints http;
    private final Meetings meetings;
    private final Time time;

    private Server(Configuration configuration, Secrets secrets, MediaEngine engine, Time time) {
        ClientAddresses addresses = new ClientAddresses(configuration.trustedProxies());
        sockets =
                new SocketIoServer(
                        configuration.listening().pages(),
                        configuration.listening().port(),
                        new OriginPolicy(configuration.clientOrigin()),
                        addresses);
        LoopLoads loads =
                new LoopLoads(configuration.loops(), configuration.capacity().loadPercent());
        this.time = time;
        meetings = meetings(configuration, secrets, engine, loads, time, sockets);
        reception = new Reception(meetings, configuration.addressLimits(), metrics);
        watch = EngineWatch.start(engine, time, loads);
        collection = QuietCollection.start(meetings::rooms, time, System::gc);
        readiness = new Readiness(meetings, watch, loads, configuration.capacity().rooms());
        BuildInfo build = BuildInfo.read();
        figures.register(meetings, reception, sockets, readiness);
        figures.register(build);
        figures.register(loads, configuration.loops());
        EngineFigures.register(metrics.registry(), watch, configuration.loops());
        TurnFigures.register(metrics.registry(), engine);
        FrontFigures.register(metrics.registry(), engine);
        http =
                new HttpEndpoints(
                        new StaticFiles(configuration.clientDirectory()),
                        reception,
                        addresses,
                        new Operations(
                                metrics::scrape,
                                readiness::hindrances,
                                configuration.metrics(),
                                configuration.debugToken(),
                                build));
    }

    private static Meetings meetings(
            Configuration configuration,
            Secrets secrets,
            MediaEngine engine,
            LoopLoads loads,
            Time time,
            SocketIoServer sockets) {
        return new Meetings(
                new Meetings.Setup(
                        configuration.capacity().rooms(),
                        configuration.capacity().users(),
                        Limits.of(
                                configuration.capacity().usersPerRoom(),
                                configuration.capacity().waitingPerRoom()),
                        engine.routers(),
                        loads,
                        sockets,
                        time,
                        new SecureRandom(),
                        new HostKeys(secrets.rooms().bytes(), time.nowMillis(), time.wallMillis()),
                        Thread::startVirtualThread,
                        engine.iceServers()));
    }

    /**
     * Starts to listen.
     *
     * @throws IOException if the port cannot be had
     */
    static Server start(Configuration configuration, Secrets secrets, MediaEngine engine, Time time)
            throws IOException {
        Server server = new Server(configuration, secrets, engine, time);
        try {
            server.listen();
        } catch (IOException e) {
            server.close();
            throw e;
        }
        return server;
    }

    private void listen() throws IOException {
        sockets.start(reception, metrics, () -> http);
    }

    int port() {
        return sockets.port();
    }

    /** Takes no new rooms any more and tells so; waits for those there are as long as it may. */
    Draining drain(long millis) {
        readiness.stop();
        reception.drain(millis);
        return Draining.begin(meetings::rooms, time, millis);
    }

    /** Lets nobody in any more; who is in goes on. */
    void closeDoors() {
        readiness.stop();
        reception.stop();
    }

    /** Lets nobody in any more, tells every socket to come back later, and stops to listen. */
    @Override
    public void close() {
        closeDoors();
        sockets.sayGoodbye(RETRY_AFTER_MILLIS);
        sockets.close();
        watch.close();
        collection.close();
        figures.close();
    }
}
