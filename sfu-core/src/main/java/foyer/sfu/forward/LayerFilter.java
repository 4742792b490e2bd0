package foyer.sfu.forward;

import foyer.sfu.codec.PayloadFacts;
import foyer.sfu.forward.FrameMemory.Fate;

/**
 * Decides about the frames of one stream by their layers. All packets of a frame have the same
 * fate, and what goes out can be decoded: a frame goes out only with the frames that it needs.
 * Frames have names, which are not negative.
 */
interface LayerFilter {
    int NUMBERED = 0xff;

    /** The name of the frame of a source's spatial layer with this RTP timestamp. */
    static long frame(int source, int spatialLayer, long timestamp) {
        return (long) (source << 8 | spatialLayer) << 32 | timestamp;
    }

    /** The name of a source's frame with this frame number. */
    static long numberedFrame(int source, int frameNumber) {
        return frame(source, NUMBERED, frameNumber);
    }

    /** The packet that comes next begins a key frame, and is the first that goes out. */
    void enter();

    /** The highest layers wanted from the next picture on. */
    void target(int spatialLayer, int temporalLayer);

    /** What becomes of the frame of a packet that is behind all others of its stream. */
    Fate next(Source source, long frame, long sequence, long timestamp, PayloadFacts facts);

    /** The same for a packet that fills a gap. */
    Fate late(Source source, long frame, long sequence, long timestamp, PayloadFacts facts);

    /** The same for a packet of the stream that went out before the last {@link #enter}. */
    Fate lateOfLeft(Source source, long frame, long sequence, long timestamp, PayloadFacts facts);

    /** The spatial layer that goes out now, within the stream. */
    int spatialLayer();

    /** The highest temporal layer that could go out now. */
    int temporalLayer();

    /** Whether a spatial layer can be gone over to without a key frame. */
    boolean reaches(int spatialLayer);

    /** Bit i: decode target i of the stream's structure goes out whole. */
    default long activeDecodeTargets() {
        return -1L;
    }
}
