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
    private int nextSpatial;
    private int nextTemporal;
    private int targetSpatial;
    private int targetTemporal;
    private long picture = NO_PICTURE;
    private int pictureLayer;

    /** Bit s: the picture's frame of spatial layer s goes out. */
    private int sentOfPicture;

    private Fate fate = Fate.LEFT_OUT;

    /** As far as is known, frames of the spatial layer need those below in every picture. */
    private boolean stacked = true;

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
    public void target(int spatialLayer, int temporalLayer) {
        nextSpatial = spatialLayer;
        nextTemporal = temporalLayer;
    }

    @Override
    public Fate next(Source source, long frame, long sequence, long timestamp, PayloadFacts facts) {
        int layer = facts.spatialLayer();
        if (timestamp != picture) {
            picture = timestamp;
            targetSpatial = nextSpatial;
            targetTemporal = nextTemporal;
            pictureLayer = -1;
            sentOfPicture = 0;
            if (targetSpatial < spatial && reaches(targetSpatial)) {
                spatial = targetSpatial;
            }
        }
        if (layer != pictureLayer) {
            pictureLayer = layer;
            boolean sends = decide(layer, sequence, facts);
            sentOfPicture |= sends ? 1 << layer : 0;
            fate = fateOf(sends, layer == spatial && !isRising(facts));
            memory.note(frame, fate);
        }
        return fate;
    }

    private static Fate fateOf(boolean sends, boolean last) {
        if (!sends) {
            return Fate.LEFT_OUT;
        }
        return last ? Fate.SENT_LAST : Fate.SENT;
    }

    /** The next layer of this picture will go out too, if it is sent. */
    private boolean isRising(PayloadFacts facts) {
        return spatial < targetSpatial && isIndependent(facts);
    }

    private boolean isIndependent(PayloadFacts facts) {
        return facts.keyFrame() || (isVp9 && !facts.interPredicted() && !facts.malformed());
    }

    private boolean decide(int layer, long sequence, PayloadFacts facts) {
        boolean independent = isIndependent(facts);
        if (independent && layer == 0) {
            // All layers begin anew here, so each is as good as any.
            spatial = 0;
        }
        if (!goesOut(layer, facts, independent)) {
            joined[layer].set(0, sequence);
            return false;
        }
        if (independent) {
            joined[layer].set(JoinedLayers.ALL, sequence);
        }
        return joins(joined[layer], sequence, facts);
    }

    private boolean goesOut(int layer, PayloadFacts facts, boolean independent) {
        if (layer < spatial) {
            // Where layers are stacked a leaf means that those above are missing this time.
            return stacked || !facts.spatialLeaf();
        }
        if (layer == spatial) {
            stacked = independent ? stacked : facts.interLayerDependent();
            return true;
        }
        boolean based = !facts.interLayerDependent() || (sentOfPicture >> (layer - 1) & 1) != 0;
        if (layer > targetSpatial || !independent || !based) {
            return false;
        }
        spatial = layer;
        stacked = true;
        return true;
    }

    private boolean joins(JoinedLayers layers, long sequence, PayloadFacts facts) {
        int temporal = facts.temporalLayer();
        boolean syncs = facts.layerSync() && sync == Sync.THIS_FRAME;
        if (temporal > targetTemporal) {
            layers.leave(targetTemporal + 1, sequence);
            return false;
        }
        if (temporal > 0 && !syncs && !layers.has(temporal)) {
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
    public Fate late(Source source, long frame, long sequence, PayloadFacts facts) {
        return late(frame, sequence, facts, spatial, joined);
    }

    @Override
    public Fate lateOfLeft(Source source, long frame, long sequence, PayloadFacts facts) {
        return late(frame, sequence, facts, spatialOfLeft, joinedOfLeft);
    }

    private Fate late(long frame, long sequence, PayloadFacts facts, int top, JoinedLayers[] had) {
        Fate known = memory.recall(frame);
        if (known != Fate.UNKNOWN) {
            return known;
        }
        // Nothing of the frame came in time: it is decided now, as it was then.
        int layer = facts.spatialLayer();
        boolean wanted = layer == top || (layer < top && !facts.spatialLeaf());
        boolean syncs = facts.layerSync() && sync == Sync.THIS_FRAME;
        boolean sends = wanted && (syncs || had[layer].had(facts.temporalLayer(), sequence));
        if (layer < top && isSent(frame, layer + 1, top)) {
            sends = wanted;
        } else if (layer < top || facts.interLayerDependent()) {
            sends &= !isLeftOut(frame, layer < top ? 1 : -1);
        }
        Fate decided = fateOf(sends, layer == top);
        memory.note(frame, decided);
        return decided;
    }

    /** Whether another frame of the same picture went out. */
    private boolean isSent(long frame, int fromLayer, int toLayer) {
        for (int layer = fromLayer; layer <= toLayer; layer++) {
            Fate fate = memory.recall(LayerFilter.ofLayer(frame, layer));
            if (fate == Fate.SENT || fate == Fate.SENT_LAST) {
                return true;
            }
        }
        return false;
    }

    /** Whether the frame so many layers above of the same picture did not. */
    private boolean isLeftOut(long frame, int above) {
        int layer = LayerFilter.layerOf(frame) + above;
        return memory.recall(LayerFilter.ofLayer(frame, layer)) == Fate.LEFT_OUT;
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
