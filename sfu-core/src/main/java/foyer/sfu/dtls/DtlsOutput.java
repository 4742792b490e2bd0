package foyer.sfu.dtls;

import foyer.sfu.wire.SrtpKeys;

/**
 * What an association says, on its executor's thread: hand over at once. Exactly one of {@link
 * #connected} and {@link #failed} is called, {@link #closed} at most once and after connected.
 */
public interface DtlsOutput {
    /** A datagram for the peer; ownership passes. */
    void transmit(byte[] datagram);

    /** The peer is who was signaled; these are the keys. */
    void connected(SrtpKeys keys);

    void failed(DtlsFailure reason);

    /** The peer or we ended the association. */
    void closed();
}
