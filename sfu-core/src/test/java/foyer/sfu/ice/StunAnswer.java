package foyer.sfu.ice;

import foyer.sfu.wire.PacketBuffer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads a STUN message the slow way; shares no code with what it tests. */
final class StunAnswer {
    private static final int HEADER_BYTES = 20;

    private final byte[] bytes;

    StunAnswer(PacketBuffer packet) {
        bytes = packet.copy();
    }

    int type() {
        return ByteBuffer.wrap(bytes).getShort(0);
    }

    byte[] transactionId() {
        return Arrays.copyOfRange(bytes, 8, HEADER_BYTES);
    }

    byte @Nullable [] attribute(int type) {
        int at = find(type);
        return at < 0 ? null : Arrays.copyOfRange(bytes, at + 4, at + 4 + u16(at + 2));
    }

    /** The number in ERROR-CODE, 0 when there is none. */
    int errorCode() {
        byte[] value = attribute(0x0009);
        return value == null ? 0 : (value[2] & 7) * 100 + (value[3] & 0xff);
    }

    @Nullable InetSocketAddress mappedAddress() {
        byte[] value = attribute(0x0020);
        if (value == null) {
            return null;
        }
        int port = (((value[2] & 0xff) << 8) | (value[3] & 0xff)) ^ 0x2112;
        byte[] address = Arrays.copyOfRange(value, 4, value.length);
        for (int i = 0; i < address.length; i++) {
            address[i] ^= bytes[4 + i];
        }
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), port);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    boolean isSignedWith(String password) {
        int at = find(StunBuilder.MESSAGE_INTEGRITY);
        return at >= 0
                && Arrays.equals(
                        StunBuilder.hmac(head(at, at + 24), password),
                        attribute(StunBuilder.MESSAGE_INTEGRITY));
    }

    boolean hasRightFingerprint() {
        int at = find(StunBuilder.FINGERPRINT);
        return at == bytes.length - 8
                && ByteBuffer.wrap(bytes).getInt(at + 4)
                        == (int) StunBuilder.crc(head(at, bytes.length));
    }

    private byte[] head(int end, int saidEnd) {
        byte[] head = Arrays.copyOf(bytes, end);
        ByteBuffer.wrap(head).putShort(2, (short) (saidEnd - HEADER_BYTES));
        return head;
    }

    private int find(int type) {
        int at = HEADER_BYTES;
        while (at + 4 <= bytes.length) {
            if (u16(at) == type) {
                return at;
            }
            at += 4 + (u16(at + 2) + 3) / 4 * 4;
        }
        return -1;
    }

    private int u16(int at) {
        return ByteBuffer.wrap(bytes).getShort(at) & 0xffff;
    }
}
