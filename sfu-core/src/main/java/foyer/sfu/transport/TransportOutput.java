package foyer.sfu.transport;

import foyer.sfu.api.DtlsParameters;
import foyer.sfu.wire.NativePacket;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import org.jspecify.annotations.Nullable;

/** The exits of a transport, passed per call. Buffers are valid until the method returns. */
public interface TransportOutput {
    /** Sends a datagram. */
    void transmit(PacketBuffer datagram, Path path);

    /**
     * A place where a datagram to the path may be written, so that it need not be copied: what is
     * written there leaves with {@link #transmitPlaced}, before anything else is asked for here.
     *
     * @param bytes how long it may become
     * @return null where there is none, and {@link #transmit} is the way
     */
    default @Nullable NativePacket place(Path path, int bytes) {
        return null;
    }

    /** Sends what was written to the place given last, as long as it now is. */
    default void transmitPlaced(Path path) {
        throw new IllegalStateException("no place was given for " + path);
    }

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
