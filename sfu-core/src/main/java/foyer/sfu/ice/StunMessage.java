package foyer.sfu.ice;

import foyer.sfu.wire.PacketBuffer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The structure of one received message: where its attributes are, checked against the packet's
 * length. A view: valid as long as the packet.
 */
final class StunMessage {
    static final int BINDING_REQUEST = 0x0001;
    static final int BINDING_INDICATION = 0x0011;
    static final int BINDING_SUCCESS = 0x0101;
    static final int BINDING_ERROR = 0x0111;

    static final int INTEGRITY_BYTES = 20;
    static final int FINGERPRINT_BYTES = 4;

    private static final int MAPPED_ADDRESS = 0x0001;
    private static final int USERNAME = 0x0006;
    private static final int MESSAGE_INTEGRITY = 0x0008;
    private static final int ERROR_CODE = 0x0009;
    private static final int UNKNOWN_ATTRIBUTES = 0x000a;
    private static final int REALM = 0x0014;
    private static final int NONCE = 0x0015;
    private static final int XOR_RELAYED_ADDRESS = 0x0016;
    private static final int XOR_MAPPED_ADDRESS = 0x0020;
    private static final int PRIORITY = 0x0024;
    private static final int USE_CANDIDATE = 0x0025;
    private static final int FINGERPRINT = 0x8028;

    /** RFC 8489 14: types below this must be understood by who receives them. */
    private static final int COMPREHENSION_OPTIONAL = 0x8000;

    private static final int COOKIE_AT = 4;
    private static final int ADDRESS_AT = 4;
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    private static final int ABSENT = -1;
    private static final int MAX_UNKNOWN = 4;
    private static final int[] NONE = {};

    private final PacketBuffer packet;
    private int usernameAt = ABSENT;
    private int integrityAt = ABSENT;
    private int fingerprintAt = ABSENT;
    private int relayedAt = ABSENT;
    private int[] unknown = NONE;

    private StunMessage(PacketBuffer packet) {
        this.packet = packet;
    }

    /** The message's structure, or null when it has none. */
    static @Nullable StunMessage parse(PacketBuffer packet) {
        if (!Stun.looksLikeStun(packet)) {
            return null;
        }
        StunMessage message = new StunMessage(packet);
        return message.scan() ? message : null;
    }

    PacketBuffer packet() {
        return packet;
    }

    int type() {
        return packet.u16(0);
    }

    byte[] transactionId() {
        byte[] id = new byte[12];
        packet.getBytes(8, id, 0, id.length);
        return id;
    }

    boolean hasUsername() {
        return usernameAt != ABSENT;
    }

    boolean hasIntegrity() {
        return integrityAt != ABSENT;
    }

    boolean hasFingerprint() {
        return fingerprintAt != ABSENT;
    }

    /** Where MESSAGE-INTEGRITY starts; what it protects ends there. */
    int integrityAt() {
        return integrityAt;
    }

    /** Where FINGERPRINT starts. */
    int fingerprintAt() {
        return fingerprintAt;
    }

    /**
     * The address by which a TURN server of ours relayed the message, as the peer knows it; null
     * for none. As little to be believed as where a datagram came from.
     */
    @Nullable InetSocketAddress relayedAddress() {
        if (relayedAt == ABSENT) {
            return null;
        }
        int addressBytes = packet.u16(relayedAt + 2) - ADDRESS_AT;
        if (addressBytes != IPV4_BYTES && addressBytes != IPV6_BYTES) {
            return null;
        }
        int valueAt = relayedAt + Stun.ATTRIBUTE_HEADER_BYTES;
        byte[] address = new byte[addressBytes];
        for (int i = 0; i < addressBytes; i++) {
            // RFC 8489 14.2: the cookie and the transaction id stand next to each other
            address[i] = (byte) (packet.u8(valueAt + ADDRESS_AT + i) ^ packet.u8(COOKIE_AT + i));
        }
        int port = packet.u16(valueAt + 2) ^ packet.u16(COOKIE_AT);
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("addressBytes: " + addressBytes, e);
        }
    }

    /** The first few attributes that had to be understood and were not. */
    int[] unknownAttributes() {
        return unknown;
    }

    /** True when USERNAME is the prefix and something behind it. */
    boolean usernameStartsWith(byte[] prefix) {
        if (packet.u16(usernameAt + 2) <= prefix.length) {
            return false;
        }
        int start = usernameAt + Stun.ATTRIBUTE_HEADER_BYTES;
        for (int i = 0; i < prefix.length; i++) {
            if (packet.u8(start + i) != (prefix[i] & 0xff)) {
                return false;
            }
        }
        return true;
    }

    private boolean scan() {
        int at = Stun.HEADER_BYTES;
        while (at < packet.length()) {
            // RFC 8489 14.7: FINGERPRINT is the last attribute
            if (fingerprintAt != ABSENT) {
                return false;
            }
            int valueBytes = packet.u16(at + 2);
            int next = Stun.attributeEnd(at, valueBytes);
            if (next > packet.length() || !note(packet.u16(at), at, valueBytes)) {
                return false;
            }
            at = next;
        }
        return true;
    }

    private boolean note(int type, int at, int valueBytes) {
        if (type == FINGERPRINT) {
            fingerprintAt = at;
            return valueBytes == FINGERPRINT_BYTES;
        }
        // RFC 8489 14.5: what follows MESSAGE-INTEGRITY is not protected and ignored, but for what
        // our TURN server puts there
        if (integrityAt != ABSENT) {
            relayedAt = type == XOR_RELAYED_ADDRESS ? at : relayedAt;
            return true;
        }
        switch (type) {
            case MESSAGE_INTEGRITY -> {
                integrityAt = at;
                return valueBytes == INTEGRITY_BYTES;
            }
            case USERNAME -> usernameAt = usernameAt == ABSENT ? at : usernameAt;
            case MAPPED_ADDRESS,
                    ERROR_CODE,
                    UNKNOWN_ATTRIBUTES,
                    REALM,
                    NONCE,
                    XOR_MAPPED_ADDRESS,
                    PRIORITY,
                    USE_CANDIDATE -> {}
            default -> noteUnknown(type);
        }
        return true;
    }

    private void noteUnknown(int type) {
        if (type < COMPREHENSION_OPTIONAL && unknown.length < MAX_UNKNOWN) {
            unknown = Arrays.copyOf(unknown, unknown.length + 1);
            unknown[unknown.length - 1] = type;
        }
    }
}
