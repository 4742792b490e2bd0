package foyer.signaling.app;

import foyer.sfu.api.RouterEvent;
import foyer.sfu.engine.MediaServer;
import foyer.sfu.engine.MediaServerException;
import foyer.sfu.engine.MediaServerStats;
import foyer.sfu.engine.RouterHandle;
import foyer.sfu.engine.front.Front;
import foyer.sfu.engine.front.FrontConfig;
import foyer.sfu.engine.front.FrontReport;
import foyer.sfu.engine.turn.TurnReport;
import foyer.signaling.media.IceServers;
import foyer.signaling.media.MediaEngine;
import foyer.signaling.media.RouterFactory;
import java.io.IOException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts the media engine as the configuration says. */
final class Engine {
    private Engine() {}

    /**
     * Opens the media ports, those of TURN, and the one that all share.
     *
     * @throws IOException when one of them, an announced address or a certificate cannot be had
     */
    static MediaEngine start(Configuration configuration, Secret turnSecret) throws IOException {
        MediaServer server = media(configuration);
        Turn turn = turn(configuration, server, turnSecret);
        return new Running(server, turn, front(configuration, server, turn));
    }

    /**
     * Opens all but those of TURN.
     *
     * @throws IOException when one of them or an announced address cannot be had
     */
    static MediaEngine start(Configuration configuration) throws IOException {
        MediaServer server = media(configuration);
        return new Running(server, null, front(configuration, server, null));
    }

    private static MediaServer media(Configuration configuration) throws IOException {
        try {
            return MediaServer.start(
                    configuration
                            .rtc()
                            .config(
                                    configuration.loops(),
                                    configuration.announcedAddresses(),
                                    configuration.listening().media(),
                                    configuration.capacity().consumersPerLoop()));
        } catch (MediaServerException e) {
            throw new IOException(
                    "The media server cannot start: "
                            + e.getMessage()
                            + " ("
                            + Key.FOYER_RTC_PORT
                            + ", "
                            + Key.FOYER_RTC_TCP
                            + ", "
                            + Key.FOYER_ANNOUNCED_ADDRESS
                            + ", "
                            + Key.FOYER_RTC_LISTEN_ADDRESS
                            + ")",
                    e);
        }
    }

    private static Turn turn(Configuration configuration, MediaServer server, Secret secret)
            throws IOException {
        try {
            return Turn.start(configuration, server, secret);
        } catch (MediaServerException e) {
            server.close();
            throw new IOException(
                    "The TURN server cannot start: "
                            + e.getMessage()
                            + " ("
                            + Key.FOYER_TURN_PORT
                            + ", "
                            + Key.FOYER_TURN_CERTIFICATE
                            + "; "
                            + Key.FOYER_TURN
                            + "=off does without)",
                    e);
        }
    }

    private static @Nullable Front front(
            Configuration configuration, MediaServer server, @Nullable Turn turn)
            throws IOException {
        FrontWays ways = configuration.rtc().front();
        if (ways == null) {
            return null;
        }
        try {
            return Front.start(
                    new FrontConfig(
                            ways.port(),
                            ways.httpsHost(),
                            ways.httpsPort(),
                            configuration.rtc().turn().onlyName()),
                    server,
                    turn == null ? null : turn.host());
        } catch (MediaServerException e) {
            if (turn != null) {
                turn.close();
            }
            server.close();
            throw new IOException(
                    "The shared port cannot be opened: "
                            + e.getMessage()
                            + " ("
                            + Key.FOYER_FRONT_PORT
                            + ")",
                    e);
        }
    }

    /** The engine while it runs. */
    private static final class Running implements MediaEngine {
        private final MediaServer server;
        private final @Nullable Turn turn;
        private final @Nullable Front front;

        Running(MediaServer server, @Nullable Turn turn, @Nullable Front front) {
            this.server = server;
            this.turn = turn;
            this.front = front;
        }

        @Override
        public RouterFactory routers() {
            return new RouterFactory() {
                @Override
                public CompletionStage<RouterHandle> createRouter(Consumer<RouterEvent> listener) {
                    return server.createRouter(listener);
                }

                @Override
                public RouterFactory on(int loop) {
                    return listener -> server.createRouter(loop, listener);
                }
            };
        }

        @Override
        public CompletionStage<MediaServerStats> stats() {
            return server.stats();
        }

        @Override
        public IceServers iceServers() {
            Turn running = turn;
            return running == null ? IceServers.NONE : running;
        }

        @Override
        public TurnReport turn() {
            Turn running = turn;
            return running == null ? TurnReport.NONE : running.report();
        }

        @Override
        public FrontReport front() {
            Front running = front;
            return running == null ? FrontReport.NONE : running.report();
        }

        @Override
        public void close() {
            Front shared = front;
            if (shared != null) {
                shared.close();
            }
            Turn running = turn;
            if (running != null) {
                running.close();
            }
            server.close();
        }
    }
}
