package foyer.load.media;

import foyer.sfu.wire.PacketBuffer;

/**
 * The time a frame began to be sent, in the last eight bytes of each payload: readable whatever
 * stands before it, and only for who decrypts. Both ends are one process with one clock.
 */
final class Stamp {
    static final int BYTES = 8;

    private Stamp() {}

    static void write(PacketBuffer payload, int payloadBytes, long nanos) {
        payload.putI64(payloadBytes - BYTES, nanos);
    }

    static long read(PacketBuffer packet, int payloadOffset, int payloadBytes) {
        return packet.i64(payloadOffset + payloadBytes - BYTES);
    }
}
