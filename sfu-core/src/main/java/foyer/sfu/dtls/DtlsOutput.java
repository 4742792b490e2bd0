package foyer.sfu.dtls;

import foyer.sfu.wire.SrtpKeys;

/**
 * What comes out of a handshake. Called on the executor's thread: the receiver hands over to its
 * loop. Exactly one of {@link #connected} and {@link #failed} is called.
 */
public interface DtlsOutput {
    /** To be sent to the peer; the array is the receiver's. */
    void transmit(byte[] datagram);

    void connected(SrtpKeys keys);

    void failed(DtlsFailure reason);

    /** What lies behind the failure or the end that is told next, for a log. */
    default void cause(Exception cause) {}

    /** The association ended, by either side; at most once, and only after {@link #connected}. */
    void closed();
}
