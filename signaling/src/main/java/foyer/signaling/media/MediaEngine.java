package foyer.signaling.media;

import foyer.sfu.engine.MediaServerStats;
import foyer.sfu.engine.front.FrontReport;
import foyer.sfu.engine.turn.TurnReport;
import java.util.concurrent.CompletionStage;

/** The running engine as the process holds it. */
public interface MediaEngine extends AutoCloseable {
    RouterFactory routers();

    /**
     * What the engine does and did; completes on the engine's thread once every loop has answered,
     * which may be never.
     */
    CompletionStage<MediaServerStats> stats();

    /** What leads to media where its ports cannot be reached. */
    default IceServers iceServers() {
        return IceServers.NONE;
    }

    /** What the TURN server does and did; at most a second old. */
    default TurnReport turn() {
        return TurnReport.NONE;
    }

    /** What the port that all share does and did; at most a second old. */
    default FrontReport front() {
        return FrontReport.NONE;
    }

    /** Ends all media and gives the ports back. */
    @Override
    void close();
}
