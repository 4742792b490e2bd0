package foyer.signaling.app;

import foyer.sfu.api.MediaException;
import foyer.signaling.media.MediaEngine;
import foyer.signaling.media.RouterFactory;
import java.util.concurrent.CompletableFuture;

/** Starts the media engine as the configuration says. */
final class Engine {
    private Engine() {}

    /** Not there yet: rooms are refused as not ready. */
    static MediaEngine start(Configuration configuration) {
        return new MediaEngine() {
            @Override
            public RouterFactory routers() {
                return listener ->
                        CompletableFuture.failedFuture(
                                new MediaException(
                                        MediaException.Reason.CLOSED,
                                        "no engine, loops: " + configuration.loops()));
            }

            @Override
            public void close() {
                // Nothing was started.
            }
        };
    }
}
