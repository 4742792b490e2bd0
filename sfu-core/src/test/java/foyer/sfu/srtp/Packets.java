package foyer.sfu.srtp;

import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.SrtpKeys;
import foyer.sfu.wire.SrtpProfile;
import java.util.HexFormat;
import java.util.Random;

/** Packets and keys made for tests. */
final class Packets {
    private Packets() {}

    static byte[] hex(String... parts) {
        return HexFormat.of().parseHex(String.join("", parts).replace(" ", ""));
    }

    static String hex(PacketBuffer packet) {
        return HexFormat.of().formatHex(packet.copy());
    }

    /** A packet with the bytes and room behind them. */
    static PacketBuffer buffer(byte[] bytes) {
        PacketBuffer packet = PacketBuffer.allocate(bytes.length + 64).length(bytes.length);
        packet.putBytes(0, bytes, 0, bytes.length);
        return packet;
    }

    static PacketBuffer rtp(int ssrc, int sequenceNumber, int payloadBytes) {
        PacketBuffer packet = PacketBuffer.allocate(2048).length(12 + payloadBytes);
        packet.putU8(0, 0x80);
        packet.putU8(1, 96);
        packet.putU16(2, sequenceNumber);
        packet.putI32(4, sequenceNumber * 90);
        packet.putI32(8, ssrc);
        for (int i = 0; i < payloadBytes; i++) {
            packet.putU8(12 + i, sequenceNumber + i);
        }
        return packet;
    }

    static PacketBuffer rtcp(int ssrc, int words) {
        PacketBuffer packet = PacketBuffer.allocate(2048).length(8 + 4 * words);
        packet.putI32(0, 0x81c8_0000 | (words + 1));
        packet.putI32(4, ssrc);
        for (int i = 0; i < words; i++) {
            packet.putI32(8 + 4 * i, i);
        }
        return packet;
    }

    /** An RTP packet with any number of CSRCs, any extension and payload. */
    static PacketBuffer anyRtp(Random random, int ssrc, int sequenceNumber) {
        int sources = random.nextInt(16);
        int words = random.nextInt(10) - 1;
        int header = 12 + 4 * sources + (words < 0 ? 0 : 4 + 4 * words);
        byte[] bytes = bytes(random, header + random.nextInt(1400));
        bytes[0] = (byte) (0x80 | sources | (words < 0 ? 0 : 0x10));
        PacketBuffer packet = buffer(bytes);
        packet.putU16(2, sequenceNumber);
        packet.putI32(8, ssrc);
        if (words >= 0) {
            packet.putU16(12 + 4 * sources + 2, words);
        }
        return packet;
    }

    static SrtpKeys keys(SrtpProfile profile, Random random) {
        return new SrtpKeys(
                profile,
                bytes(random, profile.keyBytes()),
                bytes(random, profile.saltBytes()),
                bytes(random, profile.keyBytes()),
                bytes(random, profile.saltBytes()));
    }

    static byte[] bytes(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
