package foyer.signaling.app;

import foyer.sfu.api.RouterEvent;
import foyer.sfu.engine.MediaServer;
import foyer.sfu.engine.MediaServerException;
import foyer.sfu.engine.MediaServerStats;
import foyer.sfu.engine.RouterHandle;
import foyer.signaling.media.MediaEngine;
import foyer.signaling.media.RouterFactory;
import java.io.IOException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

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
                                            configuration.announcedAddresses(),
                                            configuration.listening().media()));
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
        return new Running(server);
    }

    /** The engine while it runs. */
    private static final class Running implements MediaEngine {
        private final MediaServer server;

        Running(MediaServer server) {
            this.server = server;
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
        public void close() {
            server.close();
        }
    }
}
