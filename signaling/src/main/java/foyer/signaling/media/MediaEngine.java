package foyer.signaling.media;

import foyer.sfu.wire.DropReason;
import java.util.Map;

/** The running engine as the process holds it. */
public interface MediaEngine extends AutoCloseable {
    RouterFactory routers();

    /**
     * What the media ports dropped since the start, by reason; a loop that does not answer at once
     * is told as it was before.
     */
    Map<DropReason, Long> drops();

    /** Ends all media and gives the ports back. */
    @Override
    void close();
}
