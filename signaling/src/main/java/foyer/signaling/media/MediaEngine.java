package foyer.signaling.media;

import foyer.sfu.wire.DropReason;
import java.util.Map;

/** The running engine as the process holds it. */
public interface MediaEngine extends AutoCloseable {
    RouterFactory routers();

    /**
     * What the media ports dropped since the start, by reason; as it was when last asked, so that
     * asking never waits.
     */
    Map<DropReason, Long> drops();

    /** Ends all media and gives the ports back. */
    @Override
    void close();
}
