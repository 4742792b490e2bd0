package foyer.sfu.turn;

import foyer.sfu.wire.PacketBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What protects a message (RFC 8489 14.5 to 14.7). */
enum Integrity {
    SHA1(TurnFormat.MESSAGE_INTEGRITY, "HmacSHA1", 20),
    SHA256(TurnFormat.MESSAGE_INTEGRITY_SHA256, "HmacSHA256", 32);

    private final int type;
    private final String algorithm;
    private final int bytes;

    Integrity(int type, String algorithm, int bytes) {
        this.type = type;
        this.algorithm = algorithm;
        this.bytes = bytes;
    }

    int type() {
        return type;
    }

    int bytes() {
        return bytes;
    }

    /** True when the message has this kind and it was made with this key; in constant time. */
    boolean holds(TurnMessage message, byte[] key) {
        int at = message.integrityAt(this);
        byte[] found = new byte[bytes];
        message.packet().getBytes(at + TurnFormat.ATTRIBUTE_HEADER_BYTES, found, 0, bytes);
        return MessageDigest.isEqual(of(message.packet(), at, key), found);
    }

    /** What protects the first bytes of a packet, to be put behind them. */
    byte[] of(PacketBuffer packet, int protectedBytes, byte[] key) {
        // RFC 8489 14.5: the length counts up to the end of the integrity, whatever follows
        int length =
                protectedBytes
                        + TurnFormat.ATTRIBUTE_HEADER_BYTES
                        + bytes
                        - TurnFormat.HEADER_BYTES;
        Mac mac = mac(algorithm, key);
        mac.update(packet.array(), packet.offset(), 2);
        mac.update((byte) (length >>> 8));
        mac.update((byte) length);
        mac.update(
                packet.array(),
                packet.offset() + TurnFormat.TRANSACTION_AT,
                protectedBytes - TurnFormat.TRANSACTION_AT);
        return mac.doFinal();
    }

    static Mac mac(String algorithm, byte[] key) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm, e);
        }
    }

    /** RFC 8489 9.2.2: the key of a long-term credential where no other algorithm is agreed on. */
    static byte[] longTermKey(String username, String realm, String password) {
        byte[] text = Texts.bytes(username + ":" + realm + ":" + password);
        try {
            return MessageDigest.getInstance("MD5").digest(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("MD5", e);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    /** The FINGERPRINT of the first bytes of a packet whose length is the final one. */
    static int fingerprint(PacketBuffer packet, int bytes) {
        CRC32 crc = new CRC32();
        crc.update(packet.array(), packet.offset(), bytes);
        return (int) (crc.getValue() ^ TurnFormat.FINGERPRINT_XOR);
    }

    /** True when FINGERPRINT is right, or not there. */
    static boolean fingerprintHolds(TurnMessage message) {
        int at = message.fingerprintAt();
        return at == TurnMessage.ABSENT
                || message.packet().i32(at + TurnFormat.ATTRIBUTE_HEADER_BYTES)
                        == fingerprint(message.packet(), at);
    }
}
