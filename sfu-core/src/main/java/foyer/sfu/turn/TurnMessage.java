package foyer.sfu.turn;

import static foyer.sfu.turn.TurnFormat.ATTRIBUTE_HEADER_BYTES;
import static foyer.sfu.turn.TurnFormat.HEADER_BYTES;
import static foyer.sfu.turn.TurnFormat.padded;

import foyer.sfu.wire.PacketBuffer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One received STUN message whose structure was checked against the packet's length. A view: valid
 * as long as the packet. Attributes behind the first integrity are not protected and not found (RFC
 * 8489 14.5).
 */
final class TurnMessage {
    static final int ABSENT = -1;

    private static final int FINGERPRINT_BYTES = 4;
    private static final int MAX_UNKNOWN = 8;
    private static final int[] NONE = {};

    /** What the server's own sequence of requests may hold; another one is answered 420. */
    private static final int[] UNDERSTOOD = {
        TurnFormat.USERNAME,
        TurnFormat.MESSAGE_INTEGRITY,
        TurnFormat.CHANNEL_NUMBER,
        TurnFormat.LIFETIME,
        TurnFormat.XOR_PEER_ADDRESS,
        TurnFormat.DATA,
        TurnFormat.REALM,
        TurnFormat.NONCE,
        TurnFormat.REQUESTED_ADDRESS_FAMILY,
        TurnFormat.EVEN_PORT,
        TurnFormat.REQUESTED_TRANSPORT,
        TurnFormat.MESSAGE_INTEGRITY_SHA256,
        TurnFormat.RESERVATION_TOKEN,
    };

    private final PacketBuffer packet;
    private int end;
    private int sha1At = ABSENT;
    private int sha256At = ABSENT;
    private int fingerprintAt = ABSENT;

    private TurnMessage(PacketBuffer packet) {
        this.packet = packet;
        this.end = packet.length();
    }

    /** The message, or null for what is none. */
    static @Nullable TurnMessage parse(PacketBuffer packet) {
        boolean framed =
                packet.length() >= HEADER_BYTES
                        && packet.u8(0) <= 3
                        && packet.i32(TurnFormat.TRANSACTION_AT) == TurnFormat.MAGIC_COOKIE
                        && packet.u16(2) == packet.length() - HEADER_BYTES
                        && packet.length() % 4 == 0;
        if (!framed) {
            return null;
        }
        TurnMessage message = new TurnMessage(packet);
        return message.scan() ? message : null;
    }

    private boolean scan() {
        int at = HEADER_BYTES;
        while (at < packet.length()) {
            // RFC 8489 14.7: FINGERPRINT is the last attribute
            if (fingerprintAt != ABSENT) {
                return false;
            }
            int valueBytes = packet.u16(at + 2);
            int next = at + ATTRIBUTE_HEADER_BYTES + padded(valueBytes);
            if (next > packet.length() || !note(packet.u16(at), at, valueBytes)) {
                return false;
            }
            at = next;
        }
        return true;
    }

    /** False when the value is not as long as it has to be. */
    private boolean note(int type, int at, int valueBytes) {
        return switch (type) {
            case TurnFormat.FINGERPRINT -> {
                fingerprintAt = at;
                end = Math.min(end, at);
                yield valueBytes == FINGERPRINT_BYTES;
            }
            case TurnFormat.MESSAGE_INTEGRITY -> {
                if (sha1At == ABSENT && sha256At == ABSENT) {
                    sha1At = at;
                    end = at;
                }
                yield valueBytes == Integrity.SHA1.bytes();
            }
            case TurnFormat.MESSAGE_INTEGRITY_SHA256 -> {
                if (sha256At == ABSENT) {
                    sha256At = at;
                    end = Math.min(end, at);
                }
                // RFC 8489 14.6 lets it be cut short; nobody was asked to
                yield valueBytes == Integrity.SHA256.bytes();
            }
            default -> true;
        };
    }

    PacketBuffer packet() {
        return packet;
    }

    int messageClass() {
        return packet.u16(0) & TurnFormat.CLASS_MASK;
    }

    /** The method, for the lower ones that we know, else a number that is none of them. */
    int method() {
        return packet.u16(0) & ~TurnFormat.CLASS_MASK;
    }

    /** The kind of integrity that the message has, null for none; the stronger of two. */
    @Nullable Integrity integrity() {
        return sha256At != ABSENT ? Integrity.SHA256 : sha1At != ABSENT ? Integrity.SHA1 : null;
    }

    /** Where the integrity of this kind starts; what it protects ends there. */
    int integrityAt(Integrity kind) {
        return kind == Integrity.SHA1 ? sha1At : sha256At;
    }

    boolean hasFingerprint() {
        return fingerprintAt != ABSENT;
    }

    int fingerprintAt() {
        return fingerprintAt;
    }

    /** Where the value of the first attribute of a type starts; {@link #ABSENT} without one. */
    int find(int type) {
        return findFrom(HEADER_BYTES, type);
    }

    boolean has(int type) {
        return find(type) != ABSENT;
    }

    /** The next one behind the value that starts at {@code valueAt}. */
    int findNext(int valueAt, int type) {
        return findFrom(valueAt + padded(valueBytes(valueAt)), type);
    }

    private int findFrom(int start, int type) {
        int at = start;
        while (at < end) {
            if (packet.u16(at) == type) {
                return at + ATTRIBUTE_HEADER_BYTES;
            }
            at += ATTRIBUTE_HEADER_BYTES + padded(packet.u16(at + 2));
        }
        return ABSENT;
    }

    int valueBytes(int valueAt) {
        return packet.u16(valueAt - 2);
    }

    /** A value in an array of its own; null when there is none or it is longer. */
    byte @Nullable [] bytes(int type, int most) {
        int at = find(type);
        if (at == ABSENT || valueBytes(at) > most) {
            return null;
        }
        byte[] value = new byte[valueBytes(at)];
        packet.getBytes(at, value, 0, value.length);
        return value;
    }

    /** An XOR-…-ADDRESS (RFC 8489 14.2); null when it is malformed. */
    @Nullable InetSocketAddress address(int valueAt) {
        int bytes = valueBytes(valueAt);
        int family = bytes < 2 ? 0 : packet.u8(valueAt + 1);
        int addressBytes =
                switch (family) {
                    case TurnFormat.IPV4 -> 4;
                    case TurnFormat.IPV6 -> 16;
                    default -> 0;
                };
        if (addressBytes == 0 || bytes != 4 + addressBytes) {
            return null;
        }
        byte[] address = new byte[addressBytes];
        for (int i = 0; i < addressBytes; i++) {
            // the cookie and the transaction id stand next to each other, as they are used
            address[i] =
                    (byte) (packet.u8(valueAt + 4 + i) ^ packet.u8(TurnFormat.TRANSACTION_AT + i));
        }
        int port = packet.u16(valueAt + 2) ^ (TurnFormat.MAGIC_COOKIE >>> 16);
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("addressBytes: " + addressBytes, e);
        }
    }

    /** The first few attributes that had to be understood and are not. */
    int[] unknownAttributes() {
        int[] unknown = NONE;
        int at = HEADER_BYTES;
        while (at < end && unknown.length < MAX_UNKNOWN) {
            int type = packet.u16(at);
            if (type < TurnFormat.COMPREHENSION_OPTIONAL && !understood(type)) {
                unknown = Arrays.copyOf(unknown, unknown.length + 1);
                unknown[unknown.length - 1] = type;
            }
            at += ATTRIBUTE_HEADER_BYTES + padded(packet.u16(at + 2));
        }
        return unknown;
    }

    private static boolean understood(int type) {
        for (int known : UNDERSTOOD) {
            if (known == type) {
                return true;
            }
        }
        return false;
    }
}
