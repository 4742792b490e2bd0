package foyer.sfu.forward;

import foyer.sfu.codec.CodecKind;
import foyer.sfu.codec.PayloadFacts;
import foyer.sfu.forward.FrameMemory.Fate;

/**
 * Layers as payloads tell them: VP8 (RFC 7741 4.2: TID, Y) and VP9 (RFC 9628 4.2: SID, TID, U, D,
 * P, Z). A spatial layer is gone up to at a frame of it that needs no earlier picture, and down to
 * at the next picture if it went out all the time as the base of the one above. A temporal layer is
 * joined where the payload says so, and left at once.
 */
final class PictureLayers implements LayerFilter {
    private static final long NO_PICTURE = -1;

    /** What the bit for switching up means. */
    private enum Sync {
        /** VP8: this frame needs the base layer only. */
        THIS_FRAME,
        /** VP9: frames of higher layers behind this one need none of them before it. */
        FOLLOWING_FRAMES
    }

    private final Sync sync;
    private final boolean isVp9;
    private final FrameMemory memory = new FrameMemory();
    private JoinedLayers[] joined = JoinedLayers.ofAll();
    private JoinedLayers[] joinedOfLeft = JoinedLayers.ofAll();
    private int spatial;
    private int spatialOfLeft;
    private int targetTemporal;
    private long picture = NO_PICTURE;
    private int pictureLayer;

    /** Bit s: the picture's frame of spatial layer s goes out. */
    private int sentOfPicture;

    private boolean sending;

    PictureLayers(CodecKind codec) {
        isVp9 = codec == CodecKind.VP9;
        sync = isVp9 ? Sync.FOLLOWING_FRAMES : Sync.THIS_FRAME;
    }

    @Override
    public void enter() {
        JoinedLayers[] left = joined;
        joined = joinedOfLeft;
        joinedOfLeft = left;
        spatialOfLeft = spatial;
        spatial = 0;
        picture = NO_PICTURE;
        for (JoinedLayers layer : joined) {
            layer.clear();
        }
    }

    @Override
    public boolean next(
            long frame,
            long sequence,
            long timestamp,
            PayloadFacts facts,
            int targetSpatial,
            int newTargetTemporal) {
        int layer = facts.spatialLayer();
        targetTemporal = newTargetTemporal;
        if (timestamp != picture) {
            picture = timestamp;
            pictureLayer = -1;
            sentOfPicture = 0;
            if (targetSpatial < spatial && reaches(targetSpatial)) {
                spatial = targetSpatial;
            }
        }
        if (layer != pictureLayer) {
            pictureLayer = layer;
            sending = decide(layer, sequence, facts, targetSpatial);
            sentOfPicture |= sending ? 1 << layer : 0;
            memory.note(frame, sending ? Fate.SENT : Fate.LEFT_OUT);
        }
        return sending;
    }

    private boolean decide(int layer, long sequence, PayloadFacts facts, int targetSpatial) {
        boolean independent = facts.keyFrame() || (isVp9 && !facts.interPredicted());
        if (!goesOut(layer, facts, independent, targetSpatial)) {
            joined[layer].set(0, sequence);
            return false;
        }
        if (independent) {
            joined[layer].set(JoinedLayers.ALL, sequence);
        }
        return joins(joined[layer], sequence, facts);
    }

    private boolean goesOut(int layer, PayloadFacts facts, boolean independent, int targetSpatial) {
        if (layer < spatial) {
            return !facts.spatialLeaf();
        }
        if (layer == spatial) {
            return true;
        }
        boolean based = !facts.interLayerDependent() || (sentOfPicture >> (layer - 1) & 1) != 0;
        if (layer > targetSpatial || !independent || !based) {
            return false;
        }
        spatial = layer;
        return true;
    }

    private boolean joins(JoinedLayers layers, long sequence, PayloadFacts facts) {
        int temporal = facts.temporalLayer();
        boolean syncs = facts.layerSync() && sync == Sync.THIS_FRAME;
        boolean can = temporal == 0 || syncs || layers.has(temporal);
        if (temporal > targetTemporal || !can) {
            layers.leave(temporal, sequence);
            return false;
        }
        if (facts.layerSync()) {
            int above = JoinedLayers.ALL & ~JoinedLayers.below(temporal + 1);
            layers.join(syncs ? 1 << temporal : above, sequence);
        }
        return true;
    }

    @Override
    public boolean late(long frame, long sequence, PayloadFacts facts) {
        return late(frame, sequence, facts, spatial, joined);
    }

    @Override
    public boolean lateOfLeft(long frame, long sequence, PayloadFacts facts) {
        return late(frame, sequence, facts, spatialOfLeft, joinedOfLeft);
    }

    private boolean late(
            long frame, long sequence, PayloadFacts facts, int top, JoinedLayers[] had) {
        Fate known = memory.recall(frame);
        if (known != Fate.UNKNOWN) {
            return known == Fate.SENT;
        }
        // Nothing of the frame came in time: it is decided now, as it was then.
        int layer = facts.spatialLayer();
        boolean wanted = layer == top || (layer < top && !facts.spatialLeaf());
        boolean syncs = facts.layerSync() && sync == Sync.THIS_FRAME;
        boolean sends = wanted && (syncs || had[layer].had(facts.temporalLayer(), sequence));
        memory.note(frame, sends ? Fate.SENT : Fate.LEFT_OUT);
        return sends;
    }

    @Override
    public int spatialLayer() {
        return spatial;
    }

    @Override
    public int temporalLayer() {
        return Math.clamp(joined[spatial].top(), 0, targetTemporal);
    }

    @Override
    public boolean reaches(int spatialLayer) {
        return spatialLayer == spatial || (spatialLayer < spatial && joined[spatialLayer].has(0));
    }
}
