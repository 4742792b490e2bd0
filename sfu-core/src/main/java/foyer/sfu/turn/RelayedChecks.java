package foyer.sfu.turn;

import foyer.sfu.wire.PacketBuffer;
import java.net.InetSocketAddress;

/**
 * Tells our media ports by which relayed address a connectivity check comes, as their answer has to
 * name it: a browser that reads there the address of the relay's socket instead takes the relay for
 * a new way of its own (peer reflexive, RFC 8445 7.2.5.3.1), and that for better than TCP.
 *
 * <p>The address stands behind MESSAGE-INTEGRITY, where it breaks nothing and who does not know it
 * ignores it (RFC 8489 14.5). It is believed no more than the address of any datagram.
 */
final class RelayedChecks {
    private static final int BINDING_REQUEST = 0x0001;
    private static final int FINGERPRINT_BYTES = 4;
    private static final int SEAL_BYTES = TurnFormat.ATTRIBUTE_HEADER_BYTES + FINGERPRINT_BYTES;

    /** Checks have less than half of it. */
    private static final int MAX_BYTES = 512;

    private final TurnWriter writer = new TurnWriter();

    /** What to send instead of the data; valid until the next call. */
    PacketBuffer named(PacketBuffer data, InetSocketAddress relayed) {
        return isSealedCheck(data)
                ? writer.beginning(data, data.length() - SEAL_BYTES)
                        .address(TurnFormat.XOR_RELAYED_ADDRESS, relayed)
                        .fingerprint()
                        .done()
                : data;
    }

    private static boolean isSealedCheck(PacketBuffer data) {
        int length = data.length();
        return length >= TurnFormat.HEADER_BYTES + SEAL_BYTES
                && length <= MAX_BYTES
                && data.u16(0) == BINDING_REQUEST
                && data.i32(TurnFormat.TRANSACTION_AT) == TurnFormat.MAGIC_COOKIE
                && data.u16(2) == length - TurnFormat.HEADER_BYTES
                && data.u16(length - SEAL_BYTES) == TurnFormat.FINGERPRINT
                && data.u16(length - SEAL_BYTES + 2) == FINGERPRINT_BYTES
                && data.i32(length - FINGERPRINT_BYTES)
                        == Integrity.fingerprint(data, length - SEAL_BYTES);
    }
}
