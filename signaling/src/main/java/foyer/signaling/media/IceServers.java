package foyer.signaling.media;

import foyer.sfu.api.IceServer;
import java.util.List;

/** Gives out what leads clients to media that cannot reach its ports. Safe on every thread. */
public interface IceServers {
    /** Where there is no such way. */
    IceServers NONE = (participantId, wallMillis) -> List.of();

    /**
     * Servers with credentials of this participant's own.
     *
     * @param wallMillis since 1970: from then on the credentials' time runs
     */
    List<IceServer> of(String participantId, long wallMillis);
}
