package foyer.sfu.codec;

import foyer.sfu.wire.PacketBuffer;

/** Formats whose payload we do not look into. */
enum PlainInspector implements PayloadInspector {
    /** Each packet is a whole frame. */
    AUDIO(PayloadFacts.START_OF_FRAME | PayloadFacts.END_OF_FRAME),
    UNKNOWN(0);

    private final int flags;

    PlainInspector(int flags) {
        this.flags = flags;
    }

    @Override
    public void inspect(
            PacketBuffer packet,
            int payloadOffset,
            int payloadLength,
            boolean marker,
            PayloadFacts facts) {
        if (facts.begin(payloadLength, marker)) {
            facts.set(marker ? flags | PayloadFacts.END_OF_FRAME : flags);
        }
    }
}
