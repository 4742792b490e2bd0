package foyer.sfu.record;

import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.api.RtpCodecCapability;
import foyer.sfu.wire.PacketBuffer;

/**
 * One number for all that a router sent: when, to whom, and every byte that a replay can know. Not
 * against forgery. The mixing is that of MurmurHash64A (Austin Appleby, SMHasher, public domain),
 * carried on from packet to packet.
 */
final class OutputHash {
    private static final long M = 0xc6a4_a793_5bd1_e995L;
    private static final int R = 47;

    private final Payloads payloads;
    private final byte[] payloadBytes = new byte[128];
    private long hash = M;
    private long outputs;

    OutputHash(RtpCapabilities capabilities, Payloads payloads) {
        this.payloads = payloads;
        for (RtpCodecCapability codec : capabilities.codecs()) {
            Integer type = codec.preferredPayloadType();
            if (type != null && type >= 0 && type < payloadBytes.length) {
                payloadBytes[type] = (byte) Links.inspectedBytes(codec.mimeType());
            }
        }
    }

    long value() {
        return hash;
    }

    long outputs() {
        return outputs;
    }

    void add(int transport, PacketBuffer packet, long nowNanos) {
        outputs++;
        mix(nowNanos);
        mix((long) transport << 32 | packet.length());
        int bytes = knowable(packet);
        int at = 0;
        for (; at + 8 <= bytes; at += 8) {
            mix(packet.i64(at));
        }
        long tail = 0;
        for (; at < bytes; at++) {
            tail = tail << 8 | packet.u8(at);
        }
        mix(tail);
    }

    private int knowable(PacketBuffer packet) {
        // RFC 5761 4: packet types 192 to 223 are RTCP, and recorded whole.
        if (payloads == Payloads.ALL
                || packet.length() < 2
                || (packet.u8(1) >= 192 && packet.u8(1) < 224)) {
            return packet.length();
        }
        int known = RtpHead.bytes(packet) + payloadBytes[packet.u8(1) & 0x7f];
        return Math.min(known, packet.length());
    }

    private void mix(long word) {
        long k = word * M;
        k ^= k >>> R;
        k *= M;
        hash = (hash ^ k) * M;
    }
}
