package foyer.sfu.codec;

/**
 * What the header extension for frame marking says of H.264, whose payload does not tell temporal
 * layers (RFC 9626 3.2): a byte with the flags S, E, I, D, B and the temporal layer.
 */
public final class FrameMarking {
    private static final int START = 0x80;
    private static final int END = 0x40;
    private static final int INDEPENDENT = 0x20;
    private static final int DISCARDABLE = 0x10;
    private static final int BASE_LAYER_SYNC = 0x08;
    private static final int TEMPORAL_LAYER = 0x07;

    private FrameMarking() {}

    /**
     * Adds it to what the payload said. A key frame takes both: not every independent frame has the
     * parameters to begin with, and parameters also stand before frames that are not independent.
     *
     * @param marking the first byte; of a stream that is not scalable the lower four bits are 0
     */
    public static void apply(int marking, PayloadFacts facts) {
        int temporal = marking & TEMPORAL_LAYER;
        facts.set(PayloadFacts.START_OF_FRAME, (marking & START) != 0);
        facts.set(PayloadFacts.END_OF_FRAME, (marking & END) != 0);
        facts.set(PayloadFacts.DISCARDABLE, (marking & DISCARDABLE) != 0);
        facts.set(PayloadFacts.LAYER_SYNC, temporal > 0 && (marking & BASE_LAYER_SYNC) != 0);
        facts.layers(0, temporal);
        if ((marking & INDEPENDENT) == 0) {
            facts.set(PayloadFacts.KEY_FRAME, false);
        }
    }
}
