package foyer.sfu.turn;

import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.TransportProtocol;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Writes one message after the other into the same memory. */
final class TurnWriter {
    /** Room for a datagram as data, and what goes around it. */
    private static final int CAPACITY = PacketBuffer.CAPACITY + 128;

    private final PacketBuffer packet = PacketBuffer.allocate(CAPACITY);

    /** Begins the answer to a request. */
    TurnWriter answer(TurnMessage request, int messageClass) {
        packet.length(TurnFormat.HEADER_BYTES);
        packet.putU16(0, messageClass | request.method());
        packet.putPacket(
                TurnFormat.TRANSACTION_AT,
                request.packet(),
                TurnFormat.TRANSACTION_AT,
                TurnFormat.HEADER_BYTES - TurnFormat.TRANSACTION_AT);
        return this;
    }

    /** Begins an indication; its transaction id has only to be another one each time. */
    TurnWriter indication(int method, long number) {
        packet.length(TurnFormat.HEADER_BYTES);
        packet.putU16(0, TurnFormat.INDICATION | method);
        packet.putI32(TurnFormat.TRANSACTION_AT, TurnFormat.MAGIC_COOKIE);
        packet.putI32(8, 0);
        packet.putI64(12, number);
        return this;
    }

    /** Begins with the first bytes of another message. */
    TurnWriter beginning(PacketBuffer message, int bytes) {
        packet.length(bytes);
        packet.putPacket(0, message, 0, bytes);
        return this;
    }

    TurnWriter u32(int type, long value) {
        int at = attribute(type, 4);
        packet.putU32(at, value);
        return this;
    }

    TurnWriter bytes(int type, byte[] value) {
        int at = attribute(type, value.length);
        packet.putBytes(at, value, 0, value.length);
        return this;
    }

    TurnWriter bytes(int type, PacketBuffer value) {
        int at = attribute(type, value.length());
        packet.putPacket(at, value, 0, value.length());
        return this;
    }

    TurnWriter u16s(int type, int[] values) {
        int at = attribute(type, 2 * values.length);
        for (int value : values) {
            packet.putU16(at, value);
            at += 2;
        }
        return this;
    }

    /** ERROR-CODE without a reason phrase: an answer must not outgrow its request by much. */
    TurnWriter error(int code) {
        return u32(TurnFormat.ERROR_CODE, (code / 100) << 8 | code % 100);
    }

    /** An XOR-…-ADDRESS (RFC 8489 14.2). */
    TurnWriter address(int type, InetSocketAddress value) {
        InetAddress address = value.getAddress();
        byte[] bytes = address.getAddress();
        int at = attribute(type, 4 + bytes.length);
        packet.putU8(at, 0);
        packet.putU8(at + 1, address instanceof Inet6Address ? TurnFormat.IPV6 : TurnFormat.IPV4);
        packet.putU16(at + 2, value.getPort() ^ (TurnFormat.MAGIC_COOKIE >>> 16));
        for (int i = 0; i < bytes.length; i++) {
            packet.putU8(at + 4 + i, bytes[i] ^ packet.u8(TurnFormat.TRANSACTION_AT + i));
        }
        return this;
    }

    TurnWriter integrity(Integrity kind, byte[] key) {
        byte[] value = kind.of(packet, packet.length(), key);
        return bytes(kind.type(), value);
    }

    /** FINGERPRINT where the request had one. */
    TurnWriter fingerprintAs(TurnMessage request) {
        return request.hasFingerprint() ? fingerprint() : this;
    }

    TurnWriter fingerprint() {
        int protectedBytes = packet.length();
        int at = attribute(TurnFormat.FINGERPRINT, 4);
        packet.putI32(at, Integrity.fingerprint(packet, protectedBytes));
        return this;
    }

    /** The message, valid until the next one begins. */
    PacketBuffer done() {
        packet.putU16(2, packet.length() - TurnFormat.HEADER_BYTES);
        return packet;
    }

    /** ChannelData (RFC 8656 12.4), padded where the way is a stream. */
    PacketBuffer channelData(int channel, PacketBuffer data, TransportProtocol way) {
        int length = TurnFormat.CHANNEL_HEADER_BYTES + data.length();
        int padded = way == TransportProtocol.UDP ? length : TurnFormat.padded(length);
        packet.length(padded);
        packet.putU16(0, channel);
        packet.putU16(2, data.length());
        packet.putPacket(TurnFormat.CHANNEL_HEADER_BYTES, data, 0, data.length());
        for (int i = length; i < padded; i++) {
            packet.putU8(i, 0);
        }
        return packet;
    }

    private int attribute(int type, int valueBytes) {
        int at = packet.length();
        int valueAt = at + TurnFormat.ATTRIBUTE_HEADER_BYTES;
        int next = valueAt + TurnFormat.padded(valueBytes);
        packet.length(next);
        if (next > valueAt) {
            packet.putI32(next - 4, 0);
        }
        packet.putU16(at, type);
        packet.putU16(at + 2, valueBytes);
        packet.putU16(2, next - TurnFormat.HEADER_BYTES);
        return valueAt;
    }
}
