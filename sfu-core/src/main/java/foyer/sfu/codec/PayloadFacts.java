package foyer.sfu.codec;

import java.util.Arrays;
import java.util.Objects;

/**
 * What one payload says of itself: a flyweight that is filled again for each packet. Malformed
 * payloads have no other fact.
 */
public final class PayloadFacts {
    /** How many bytes of a payload are looked at; a prefix of this size has the same facts. */
    public static final int INSPECTED_BYTES = 64;

    static final int MALFORMED = 1;
    static final int KEY_FRAME = 1 << 1;
    static final int START_OF_FRAME = 1 << 2;
    static final int END_OF_FRAME = 1 << 3;
    static final int END_OF_PICTURE = 1 << 4;
    static final int LAYER_SYNC = 1 << 5;
    static final int DISCARDABLE = 1 << 6;
    static final int INTER_PREDICTED = 1 << 7;
    static final int INTER_LAYER_DEPENDENT = 1 << 8;
    static final int SPATIAL_LEAF = 1 << 9;
    static final int SILENCE = 1 << 10;
    static final int PARAMETERS = 1 << 11;

    static final int MAX_RESOLUTIONS = 8;
    static final int MAX_REFERENCES = 3;

    private int flags;
    private int spatialLayer;
    private int temporalLayer;
    private int pictureId;
    private int pictureIdBits;
    private int tl0PicIdx;
    private int keyIdx;
    private int durationTicks;
    private int resolutions;
    private final int[] sizes = new int[MAX_RESOLUTIONS];
    private int frameNumber;
    private int references;
    private final int[] pictureDiffs = new int[MAX_REFERENCES];

    public PayloadFacts() {
        clear();
    }

    /** Makes this the facts of nothing. */
    public void clear() {
        flags = 0;
        spatialLayer = 0;
        temporalLayer = 0;
        pictureId = -1;
        pictureIdBits = 0;
        tl0PicIdx = -1;
        keyIdx = -1;
        durationTicks = 0;
        resolutions = 0;
        frameNumber = -1;
        references = 0;
    }

    /** The payload breaks its format, or is empty. */
    public boolean malformed() {
        return has(MALFORMED);
    }

    /** A decoder can start with this packet: the first packet of a key frame. */
    public boolean keyFrame() {
        return has(KEY_FRAME);
    }

    /** H.264: this packet has the parameters that the pictures behind it are decoded with. */
    public boolean parameters() {
        return has(PARAMETERS);
    }

    /** This packet begins a frame of its layer; for H.264, may begin one. */
    public boolean startOfFrame() {
        return has(START_OF_FRAME);
    }

    /** This packet ends a frame of its layer. */
    public boolean endOfFrame() {
        return has(END_OF_FRAME);
    }

    /** The marker bit: nothing with this RTP timestamp follows. */
    public boolean endOfPicture() {
        return has(END_OF_PICTURE);
    }

    /** Who receives lower temporal layers can go up to this frame's here. */
    public boolean layerSync() {
        return has(LAYER_SYNC);
    }

    /** Nothing refers to this frame. */
    public boolean discardable() {
        return has(DISCARDABLE);
    }

    /** VP9 P: the frame refers to earlier pictures. */
    public boolean interPredicted() {
        return has(INTER_PREDICTED);
    }

    /** VP9 D: the frame refers to the lower spatial layer of the same picture. */
    public boolean interLayerDependent() {
        return has(INTER_LAYER_DEPENDENT);
    }

    /** VP9 Z: no upper spatial layer refers to this frame. */
    public boolean spatialLeaf() {
        return has(SPATIAL_LEAF);
    }

    /** Opus: no sound, discontinuous transmission. */
    public boolean silence() {
        return has(SILENCE);
    }

    /** From 0, the lowest; 0 when the payload does not say. */
    public int spatialLayer() {
        return spatialLayer;
    }

    /** From 0, the lowest; 0 when the payload does not say. */
    public int temporalLayer() {
        return temporalLayer;
    }

    /** VP8 and VP9; −1 when absent. */
    public int pictureId() {
        return pictureId;
    }

    /** How wide the picture id is on the wire: 0 (absent), 7 or 15 bits. */
    public int pictureIdBits() {
        return pictureIdBits;
    }

    /** VP8 and VP9, 8 bits: counts frames of temporal layer 0; −1 when absent. */
    public int tl0PicIdx() {
        return tl0PicIdx;
    }

    /** VP8, 5 bits: counts key frames; −1 when absent. */
    public int keyIdx() {
        return keyIdx;
    }

    /** Of a dependency descriptor, 16 bits: counts the stream's frames; −1 when there is none. */
    public int frameNumber() {
        return frameNumber;
    }

    /** Opus: the sound in this payload at 48 kHz; 0 when unknown. */
    public int durationTicks() {
        return durationTicks;
    }

    /** How many spatial layers have a resolution here: 0, or 1…8. */
    public int resolutions() {
        return resolutions;
    }

    public int width(int spatialLayer) {
        return sizes[checked(spatialLayer, resolutions)] >>> 16;
    }

    public int height(int spatialLayer) {
        return sizes[checked(spatialLayer, resolutions)] & 0xffff;
    }

    /** VP9 flexible mode: how many pictures this frame refers to, 0…3. */
    public int references() {
        return references;
    }

    /** VP9 flexible mode: how many pictures back the reference stands, 1…127. */
    public int pictureDiff(int reference) {
        return pictureDiffs[checked(reference, references)];
    }

    /** Clears, and tells whether there is anything to inspect. */
    boolean begin(int payloadLength, boolean marker) {
        clear();
        if (payloadLength <= 0) {
            malform();
            return false;
        }
        set(END_OF_PICTURE, marker);
        return true;
    }

    /** The end of what may be inspected. */
    static int end(int payloadOffset, int payloadLength) {
        return payloadOffset + Math.min(payloadLength, INSPECTED_BYTES);
    }

    void malform() {
        clear();
        flags = MALFORMED;
    }

    void set(int flag) {
        flags |= flag;
    }

    void set(int flag, boolean value) {
        flags = value ? flags | flag : flags & ~flag;
    }

    void layers(int spatial, int temporal) {
        spatialLayer = spatial;
        temporalLayer = temporal;
    }

    void picture(int id, int bits) {
        pictureId = id;
        pictureIdBits = bits;
    }

    void baseLayerIndex(int index) {
        tl0PicIdx = index;
    }

    void frame(int number) {
        frameNumber = number;
    }

    void keyFrameIndex(int index) {
        keyIdx = index;
    }

    void duration(int ticks) {
        durationTicks = ticks;
    }

    void addResolution(int width, int height) {
        sizes[resolutions++] = Math.min(width, 0xffff) << 16 | Math.min(height, 0xffff);
    }

    void clearResolutions() {
        resolutions = 0;
    }

    void addReference(int pictureDiff) {
        pictureDiffs[references++] = pictureDiff;
    }

    private boolean has(int flag) {
        return (flags & flag) != 0;
    }

    private static int checked(int index, int count) {
        return Objects.checkIndex(index, count);
    }

    @Override
    public String toString() {
        return "PayloadFacts[flags=%s, S%dT%d, pictureId=%d/%d, tl0=%d, keyIdx=%d"
                        .formatted(
                                Integer.toBinaryString(flags),
                                spatialLayer,
                                temporalLayer,
                                pictureId,
                                pictureIdBits,
                                tl0PicIdx,
                                keyIdx)
                + ", ticks=%d, sizes=%s, references=%s]"
                        .formatted(
                                durationTicks,
                                Arrays.toString(Arrays.copyOf(sizes, resolutions)),
                                Arrays.toString(Arrays.copyOf(pictureDiffs, references)));
    }
}
