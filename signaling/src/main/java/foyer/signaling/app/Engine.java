package foyer.signaling.app;

import foyer.sfu.engine.MediaServer;
import foyer.sfu.engine.MediaServerException;
import foyer.sfu.engine.MediaServerStats;
import foyer.sfu.engine.turn.TurnReport;
import foyer.signaling.media.IceServers;
import foyer.signaling.media.MediaEngine;
import foyer.signaling.media.RouterFactory;
import java.io.IOException;
import java.util.concurrent.CompletionStage;

/** Starts the media engine as the configuration says. */
final class Engine {
    private Engine() {}

    /**
     * Opens the media ports.
     *
     * @throws IOException when one of them or an announced address cannot be had
     */
    static MediaEngine start(Configuration configuration) throws IOException {
        MediaServer server;
        try {
            server =
                    MediaServer.start(
                            configuration
                                    .rtc()
                                    .config(
                                            configuration.loops(),
                                            configuration.announcedAddresses()));
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
                            + ")",
                    e);
        }
        return new Running(server, turn(configuration, server));
    }

    private static Turn turn(Configuration configuration, MediaServer server) throws IOException {
        try {
            return Turn.start(configuration, server);
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

    /** The engine while it runs. */
    private static final class Running implements MediaEngine {
        private final MediaServer server;
        private final Turn turn;

        Running(MediaServer server, Turn turn) {
            this.server = server;
            this.turn = turn;
        }

        @Override
        public RouterFactory routers() {
            return server::createRouter;
        }

        @Override
        public CompletionStage<MediaServerStats> stats() {
            return server.stats();
        }

        @Override
        public IceServers iceServers() {
            return turn;
        }

        @Override
        public TurnReport turn() {
            return turn.report();
        }

        @Override
        public void close() {
            turn.close();
            server.close();
        }
    }
}
