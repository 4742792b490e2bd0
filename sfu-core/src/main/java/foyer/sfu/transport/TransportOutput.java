package foyer.sfu.transport;

import foyer.sfu.api.DtlsParameters;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;

/** The exits of a transport, passed per call. Buffers are valid until the method returns. */
public interface TransportOutput {
    /** Sends a datagram. */
    void transmit(PacketBuffer datagram, Path path);

    /** Opens a DTLS association for the transport with what the client signaled. */
    void startHandshake(String transportId, DtlsParameters remote);

    /** A DTLS datagram came in; ownership of the array passes. */
    void handshakeReceived(String transportId, byte[] datagram);

    /** The transport is gone: its association with it. */
    void stopHandshake(String transportId);

    /** From now on datagrams of this path belong to the transport. */
    void pathAdded(String transportId, Path path);

    /** The path belongs to nobody. */
    void pathRemoved(Path path);

    /** Checks for this user name belong to the transport. */
    void userNameAdded(String transportId, String usernameFragment);

    /** The user name answers no more. */
    void userNameRemoved(String usernameFragment);
}
