package foyer.signaling.media;

import foyer.sfu.engine.MediaServerStats;
import java.util.concurrent.CompletionStage;

/** The running engine as the process holds it. */
public interface MediaEngine extends AutoCloseable {
    RouterFactory routers();

    /**
     * What the engine does and did; completes on the engine's thread once every loop has answered,
     * which may be never.
     */
    CompletionStage<MediaServerStats> stats();

    /** Ends all media and gives the ports back. */
    @Override
    void close();
}
