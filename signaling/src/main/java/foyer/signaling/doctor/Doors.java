package foyer.signaling.doctor;

import foyer.sfu.api.TransportOptions;
import java.io.IOException;
import java.util.List;

/** What a browser is given to get to media: the network check's probes. */
interface Doors extends AutoCloseable {
    /**
     * Asks for one of each loop, or of as many as can be had.
     *
     * @throws IOException when none can be
     */
    List<TransportOptions> open() throws IOException;

    @Override
    void close();
}
