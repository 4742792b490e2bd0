package foyer.sfu.codec;

import foyer.sfu.wire.PacketBuffer;

/** Opus (RFC 6716 3.1, RFC 7587): each payload is one frame; its first byte tells the duration. */
enum OpusInspector implements PayloadInspector {
    INSTANCE;

    private static final int TICKS_PER_MILLISECOND = 48;
    private static final int MAX_DURATION_TICKS = 120 * TICKS_PER_MILLISECOND;

    /** RFC 6716 3.4: what is shorter has no sound, as mediasoup v3 also takes it. */
    private static final int MAX_SILENCE_BYTES = 2;

    @Override
    public void inspect(
            PacketBuffer packet,
            int payloadOffset,
            int payloadLength,
            boolean marker,
            PayloadFacts facts) {
        if (!facts.begin(payloadLength, marker)) {
            return;
        }
        facts.set(PayloadFacts.START_OF_FRAME | PayloadFacts.END_OF_FRAME);
        facts.set(PayloadFacts.SILENCE, payloadLength <= MAX_SILENCE_BYTES);
        int frames = frames(packet, payloadOffset, payloadLength);
        int ticks = frames * frameTicks(packet.u8(payloadOffset) >> 3);
        // end-to-end encryption may leave a count without sense: unknown, not malformed
        facts.duration(ticks <= MAX_DURATION_TICKS ? ticks : 0);
    }

    private static int frames(PacketBuffer packet, int offset, int length) {
        return switch (packet.u8(offset) & 0x3) {
            case 0 -> 1;
            case 3 -> length > 1 ? packet.u8(offset + 1) & 0x3f : 0;
            default -> 2;
        };
    }

    /** RFC 6716 table 2. */
    private static int frameTicks(int configuration) {
        if (configuration >= 16) {
            return (TICKS_PER_MILLISECOND * 5 / 2) << (configuration & 0x3);
        }
        if (configuration >= 12) {
            return (TICKS_PER_MILLISECOND * 10) << (configuration & 0x1);
        }
        int step = configuration & 0x3;
        return TICKS_PER_MILLISECOND * (step == 0 ? 10 : 20 * step);
    }
}
