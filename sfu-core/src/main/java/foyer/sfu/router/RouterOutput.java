package foyer.sfu.router;

import foyer.sfu.api.RouterEvent;
import foyer.sfu.transport.TransportOutput;

/** The exits of a router, passed per call. */
public interface RouterOutput extends TransportOutput {
    /** Tells the router's user. */
    void event(RouterEvent event);
}
