package foyer.sfu.ice;

import foyer.sfu.wire.PacketBuffer;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.ice4j.StunException;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.attribute.Attribute;
import org.ice4j.attribute.AttributeFactory;
import org.ice4j.attribute.FingerprintAttribute;
import org.ice4j.attribute.MessageIntegrityAttribute;
import org.ice4j.attribute.PriorityAttribute;
import org.ice4j.attribute.UnknownAttributesAttribute;
import org.ice4j.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * ice4j's codec, as far as it reads no configuration: {@code Message.encode} does and wants a
 * stack, so answers are put together here from its attributes.
 */
final class StunCodec {
    static final int BAD_REQUEST = 400;
    static final int UNAUTHORIZED = 401;
    static final int UNKNOWN_ATTRIBUTE = 420;
    static final int ROLE_CONFLICT = 487;

    private static final int MAX_ANSWER_BYTES = 128;
    private static final int INTEGRITY_ATTRIBUTE_BYTES =
            Stun.ATTRIBUTE_HEADER_BYTES + StunMessage.INTEGRITY_BYTES;
    private static final int FINGERPRINT_ATTRIBUTE_BYTES =
            Stun.ATTRIBUTE_HEADER_BYTES + StunMessage.FINGERPRINT_BYTES;

    private StunCodec() {}

    /** True when FINGERPRINT is there and right (RFC 8489 14.7). */
    static boolean fingerprintHolds(StunMessage message) {
        if (!message.hasFingerprint()) {
            return false;
        }
        PacketBuffer packet = message.packet();
        int at = message.fingerprintAt();
        byte[] expected =
                FingerprintAttribute.calculateXorCRC32(packet.array(), packet.offset(), at);
        byte[] found = new byte[StunMessage.FINGERPRINT_BYTES];
        packet.getBytes(at + Stun.ATTRIBUTE_HEADER_BYTES, found, 0, found.length);
        return Arrays.equals(expected, found);
    }

    /** True when MESSAGE-INTEGRITY was made with this key; compares in constant time. */
    static boolean integrityHolds(StunMessage message, byte[] key) {
        int at = message.integrityAt();
        // RFC 8489 14.5: the length counts up to the end of MESSAGE-INTEGRITY
        byte[] text = head(message, at, at + INTEGRITY_ATTRIBUTE_BYTES);
        byte[] expected = MessageIntegrityAttribute.calculateHmacSha1(text, 0, text.length, key);
        byte[] found = new byte[StunMessage.INTEGRITY_BYTES];
        message.packet().getBytes(at + Stun.ATTRIBUTE_HEADER_BYTES, found, 0, found.length);
        return MessageDigest.isEqual(expected, found);
    }

    /** The check in a binding request, from its protected part; null when it cannot be one. */
    static @Nullable Check check(StunMessage message) {
        byte[] text = head(message, message.integrityAt(), message.integrityAt());
        Message decoded;
        try {
            decoded = Message.decode(text, 0, text.length);
        } catch (StunException
                | RuntimeException
                        malformed) { // the codec's only way to say it; any bytes get here
            return null;
        }
        // RFC 8445 7.1.1: PRIORITY is mandatory
        return decoded.getAttribute(Attribute.PRIORITY) instanceof PriorityAttribute priority
                ? new Check(
                        priority.getPriority(),
                        decoded.containsAttribute(Attribute.USE_CANDIDATE),
                        decoded.containsAttribute(Attribute.ICE_CONTROLLED))
                : null;
    }

    /** A success response (RFC 8489 6.3.1.1). */
    static PacketBuffer success(StunMessage request, InetSocketAddress remote, byte[] key) {
        TransportAddress address =
                new TransportAddress(
                        unmapped(remote.getAddress()), remote.getPort(), Transport.UDP);
        PacketBuffer answer = header(StunMessage.BINDING_SUCCESS, request);
        append(
                answer,
                AttributeFactory.createXorMappedAddressAttribute(address, request.transactionId())
                        .encode());
        appendIntegrity(answer, key);
        return appendFingerprint(answer);
    }

    /** An error response with nothing secret in it, for a request we could not authenticate. */
    static PacketBuffer error(StunMessage request, int code) {
        return appendFingerprint(errorHead(request, code));
    }

    /** An error response to an authenticated request (RFC 8489 9.1.3). */
    static PacketBuffer error(StunMessage request, int code, byte[] key) {
        PacketBuffer answer = errorHead(request, code);
        if (code == UNKNOWN_ATTRIBUTE) {
            UnknownAttributesAttribute unknown =
                    AttributeFactory.createUnknownAttributesAttribute();
            for (int type : request.unknownAttributes()) {
                unknown.addAttributeID((char) type);
            }
            append(answer, unknown.encode());
        }
        appendIntegrity(answer, key);
        return appendFingerprint(answer);
    }

    private static PacketBuffer errorHead(StunMessage request, int code) {
        PacketBuffer answer = header(StunMessage.BINDING_ERROR, request);
        // no reason phrase: nobody reads it, and an answer must not outgrow its request
        append(answer, AttributeFactory.createErrorCodeAttribute((char) code, "").encode());
        return answer;
    }

    private static PacketBuffer header(int type, StunMessage request) {
        PacketBuffer answer = PacketBuffer.allocate(MAX_ANSWER_BYTES).length(Stun.HEADER_BYTES);
        answer.putU16(0, type);
        answer.putPacket(4, request.packet(), 4, Stun.HEADER_BYTES - 4);
        return answer;
    }

    private static void append(PacketBuffer answer, byte[] attribute) {
        int at = answer.length();
        int padded = attribute.length + 3 & ~3;
        answer.length(at + padded).putBytes(at, attribute, 0, attribute.length);
        answer.putU16(2, at + padded - Stun.HEADER_BYTES);
    }

    private static void appendIntegrity(PacketBuffer answer, byte[] key) {
        int at = answer.length();
        answer.putU16(2, at + INTEGRITY_ATTRIBUTE_BYTES - Stun.HEADER_BYTES);
        byte[] hmac = MessageIntegrityAttribute.calculateHmacSha1(answer.array(), 0, at, key);
        answer.length(at + INTEGRITY_ATTRIBUTE_BYTES);
        answer.putU16(at, Attribute.MESSAGE_INTEGRITY);
        answer.putU16(at + 2, hmac.length);
        answer.putBytes(at + Stun.ATTRIBUTE_HEADER_BYTES, hmac, 0, hmac.length);
    }

    private static PacketBuffer appendFingerprint(PacketBuffer answer) {
        int at = answer.length();
        answer.putU16(2, at + FINGERPRINT_ATTRIBUTE_BYTES - Stun.HEADER_BYTES);
        byte[] crc = FingerprintAttribute.calculateXorCRC32(answer.array(), 0, at);
        answer.length(at + FINGERPRINT_ATTRIBUTE_BYTES);
        answer.putU16(at, Attribute.FINGERPRINT);
        answer.putU16(at + 2, crc.length);
        answer.putBytes(at + Stun.ATTRIBUTE_HEADER_BYTES, crc, 0, crc.length);
        return answer;
    }

    /** The first bytes of the message in a copy whose header says another end. */
    private static byte[] head(StunMessage message, int bytes, int saidEnd) {
        byte[] head = new byte[bytes];
        message.packet().getBytes(0, head, 0, bytes);
        int saidLength = saidEnd - Stun.HEADER_BYTES;
        head[2] = (byte) (saidLength >>> 8);
        head[3] = (byte) saidLength;
        return head;
    }

    /** An IPv4 peer of an IPv6 socket is to see its IPv4 address. */
    private static InetAddress unmapped(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        try {
            // turns ::ffff:a.b.c.d into a.b.c.d
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("address: " + address, e);
        }
    }

    /**
     * What an authenticated binding request asks for.
     *
     * @param priority the pair's priority in the peer's eyes (RFC 8445 7.1.1), below 2^31
     * @param nominates whether it carries USE-CANDIDATE
     * @param controlled whether the peer takes itself for the controlled one
     */
    record Check(long priority, boolean nominates, boolean controlled) {}
}
