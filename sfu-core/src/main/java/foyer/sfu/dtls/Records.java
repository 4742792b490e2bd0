package foyer.sfu.dtls;

import foyer.sfu.wire.PacketBuffer;
import org.bouncycastle.tls.ContentType;

/**
 * Looks for what Bouncy Castle 1.84 should not see. It reserves what the first fragment of a
 * message claims, up to 16 MB for each of 16 messages ahead, and its {@code
 * getMaxHandshakeMessageSize} is not asked for DTLS. And a record of a reserved version, from
 * anybody, ends the association, where RFC 6347 4.1.2.7 wants it discarded.
 */
final class Records {
    /**
     * A certificate with an RSA key of 4096 bits and a post-quantum ClientHello are below 3,000.
     */
    static final int MAX_MESSAGE_BYTES = 8192;

    // RFC 6347 4.1: type 1, version 2, epoch 2, sequence number 6, length 2
    private static final int RECORD_HEADER_BYTES = 13;
    private static final int VERSION = 1;
    private static final int EPOCH = 3;
    private static final int RECORD_LENGTH = 11;

    private static final int DTLS_1_0 = 0xfeff; // of a first ClientHello
    private static final int DTLS_1_2 = 0xfefd;

    // RFC 6347 4.2.2: type 1, length 3, sequence number 2, fragment offset 3, fragment length 3
    private static final int MESSAGE_HEADER_BYTES = 12;
    private static final int MESSAGE_LENGTH = 1;
    private static final int FRAGMENT_LENGTH = 9;

    private Records() {}

    /**
     * Whether a datagram may be passed on. Only messages in the clear are looked into, and what is
     * cut short is left to the library.
     */
    static boolean areHarmless(byte[] datagram) {
        PacketBuffer bytes = PacketBuffer.wrap(datagram);
        int at = 0;
        while (at + RECORD_HEADER_BYTES <= datagram.length) {
            int version = bytes.u16(at + VERSION);
            int from = at + RECORD_HEADER_BYTES;
            int to = Math.min(from + bytes.u16(at + RECORD_LENGTH), datagram.length);
            boolean plain = bytes.u8(at) == ContentType.handshake && bytes.u16(at + EPOCH) == 0;
            if ((version != DTLS_1_0 && version != DTLS_1_2)
                    || (plain && !areBounded(bytes, from, to))) {
                return false;
            }
            at = to;
        }
        return true;
    }

    /** Whether no handshake message of a decrypted record claims to be large. */
    static boolean areBounded(byte[] content, int offset, int length) {
        return areBounded(PacketBuffer.wrap(content, offset, length), 0, length);
    }

    private static boolean areBounded(PacketBuffer bytes, int from, int to) {
        int at = from;
        while (at + MESSAGE_HEADER_BYTES <= to) {
            if (bytes.u24(at + MESSAGE_LENGTH) > MAX_MESSAGE_BYTES) {
                return false;
            }
            at += MESSAGE_HEADER_BYTES + bytes.u24(at + FRAGMENT_LENGTH);
        }
        return true;
    }
}
