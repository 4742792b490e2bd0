package foyer.sfu.forward;

import foyer.sfu.codec.PayloadFacts;

/**
 * Decides about the frames of one stream by their layers. All packets of a frame have the same
 * fate, and what goes out can be decoded: a frame goes out only with the frames that it needs.
 * Frames have names of the caller's choice, which are not negative.
 */
interface LayerFilter {
    /** The packet that comes next begins a key frame, and is the first that goes out. */
    void enter();

    /**
     * Whether a packet goes out that is behind all others of its stream.
     *
     * @param targetSpatial the highest spatial layer wanted
     * @param targetTemporal the highest temporal layer wanted
     */
    boolean next(
            long frame,
            long sequence,
            long timestamp,
            PayloadFacts facts,
            int targetSpatial,
            int targetTemporal);

    /** Whether a packet goes out that fills a gap. */
    boolean late(long frame, long sequence, PayloadFacts facts);

    /** The same for a packet of the stream that went out before the last {@link #enter}. */
    boolean lateOfLeft(long frame, long sequence, PayloadFacts facts);

    /** The spatial layer that goes out now, within the stream. */
    int spatialLayer();

    /** The highest temporal layer that could go out now. */
    int temporalLayer();

    /** Whether a spatial layer can be gone over to without a key frame. */
    boolean reaches(int spatialLayer);
}
