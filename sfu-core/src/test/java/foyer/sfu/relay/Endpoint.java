package foyer.sfu.relay;

import java.io.IOException;

/** What a selector's key stands for. */
interface Endpoint {
    /** Takes all there is. */
    void read() throws IOException;
}
