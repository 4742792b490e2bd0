package foyer.sfu.forward;

import foyer.sfu.codec.CodecKind;
import foyer.sfu.codec.PayloadFacts;
import foyer.sfu.forward.FrameMemory.Fate;

/**
 * Layers as payloads tell them: VP8 (RFC 7741 4.2: TID, Y) and VP9 (RFC 9628 4.2: SID, TID, U, D,
 * P, Z). A spatial layer is gone up to in a picture that needs no earlier one, and down to at the
 * next picture if it went out all the time as the base of the one above. A temporal layer is joined
 * where the payload says so, and left at once. What a picture ends with is decided with the first
 * packet of it that comes, and has the marker (RFC 9628 4.1): one that went out is not followed by
 * more.
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
    private final PictureMemory memory = new PictureMemory();
    private LayerFlow now = new LayerFlow();
    private LayerFlow left = new LayerFlow();
    private int nextSpatial;
    private int nextTemporal;
    private int targetSpatial;
    private int targetTemporal;
    private long picture = NO_PICTURE;

    /** Bit s: the frames of spatial layer s go out since one that needs no earlier picture. */
    private int whole;

    /** As far as is known, frames of the spatial layer need those below in every picture. */
    private boolean stacked = true;

    PictureLayers(CodecKind codec) {
        isVp9 = codec == CodecKind.VP9;
        sync = isVp9 ? Sync.FOLLOWING_FRAMES : Sync.THIS_FRAME;
    }

    @Override
    public void enter() {
        LayerFlow ended = now;
        now = left;
        left = ended;
        now.clear();
        whole = 0;
        picture = NO_PICTURE;
    }

    @Override
    public void target(int spatialLayer, int temporalLayer) {
        nextSpatial = spatialLayer;
        nextTemporal = temporalLayer;
    }

    @Override
    public Fate next(Source source, long frame, long sequence, long timestamp, PayloadFacts facts) {
        int layer = facts.spatialLayer();
        long name = RecentNames.picture(source, timestamp);
        if (timestamp != picture) {
            begin(timestamp, sequence);
        }
        int at = memory.find(name);
        if (at == RecentNames.NONE) {
            at = memory.add(name, now.spatial, joins(sequence, facts), stacked);
        }
        if (memory.fate(at, layer) == Fate.UNKNOWN) {
            memory.decide(at, layer, decide(at, layer, sequence, facts));
        }
        return memory.fate(at, layer);
    }

    private void begin(long timestamp, long sequence) {
        picture = timestamp;
        targetSpatial = nextSpatial;
        targetTemporal = nextTemporal;
        if (targetSpatial < now.spatial && reaches(targetSpatial)) {
            now.spatial = targetSpatial;
        }
        now.pictureAt(sequence);
    }

    private boolean isIndependent(PayloadFacts facts) {
        return facts.keyFrame() || (isVp9 && !facts.interPredicted() && !facts.malformed());
    }

    private boolean decide(int at, int layer, long sequence, PayloadFacts facts) {
        boolean independent = isIndependent(facts);
        if (independent && layer == 0) {
            // All layers begin anew here, so each is as good as any.
            now.spatial = 0;
        }
        boolean rises = independent && (layer == 0 || layer > now.spatial);
        if (rises && !memory.isAnySent(at)) {
            // Those between go out too: what does not come in time is repaired.
            memory.top(at, Math.max(now.spatial, targetSpatial));
        }
        if (!goesOut(at, layer, facts, independent)) {
            whole &= ~(1 << layer);
            return false;
        }
        if (independent) {
            whole |= 1 << layer;
        }
        if (independent && (layer == 0 || !facts.interLayerDependent())) {
            now.temporal.set(JoinedLayers.ALL, sequence);
        }
        return memory.isWanted(at);
    }

    private boolean goesOut(int at, int layer, PayloadFacts facts, boolean independent) {
        if (layer < now.spatial) {
            // Where layers are stacked a leaf means that those above are missing this time.
            return stacked || !facts.spatialLeaf();
        }
        if (layer == now.spatial) {
            stacked = independent ? stacked : facts.interLayerDependent();
            return true;
        }
        boolean based = !facts.interLayerDependent() || !memory.isLeftOut(at, layer - 1);
        if (layer > memory.top(at) || layer > targetSpatial || !independent || !based) {
            return false;
        }
        now.spatial = layer;
        stacked = true;
        return true;
    }

    /** Whether the picture's temporal layer goes out, of all spatial layers alike. */
    private boolean joins(long sequence, PayloadFacts facts) {
        int temporal = facts.temporalLayer();
        boolean syncs = facts.layerSync() && sync == Sync.THIS_FRAME;
        boolean begins = syncs || (facts.spatialLayer() == 0 && isIndependent(facts));
        if (temporal > targetTemporal) {
            now.temporal.leave(targetTemporal + 1, sequence);
            return false;
        }
        if (temporal > 0 && !begins && !now.temporal.has(temporal)) {
            now.temporal.leave(temporal, sequence);
            return false;
        }
        if (facts.layerSync()) {
            int above = JoinedLayers.ALL & ~JoinedLayers.below(temporal + 1);
            now.temporal.join(syncs ? 1 << temporal : above, sequence);
        }
        return true;
    }

    @Override
    public Fate late(Source source, long frame, long sequence, long timestamp, PayloadFacts facts) {
        return late(RecentNames.picture(source, timestamp), sequence, facts, now);
    }

    @Override
    public Fate lateOfLeft(
            Source source, long frame, long sequence, long timestamp, PayloadFacts facts) {
        return late(RecentNames.picture(source, timestamp), sequence, facts, left);
    }

    private Fate late(long name, long sequence, PayloadFacts facts, LayerFlow flow) {
        int layer = facts.spatialLayer();
        int at = memory.find(name);
        if (at == RecentNames.NONE) {
            // Nothing of the picture came in time: it is decided now, as it was then.
            boolean syncs = facts.layerSync() && sync == Sync.THIS_FRAME;
            boolean had = syncs || flow.temporal.had(facts.temporalLayer(), sequence);
            at = memory.add(name, flow.spatialAt(sequence), had, stacked);
        }
        if (memory.fate(at, layer) == Fate.UNKNOWN) {
            memory.decide(at, layer, memory.isWanted(at) && isPart(at, layer, facts));
        }
        return memory.fate(at, layer);
    }

    /** Whether the layers that go out of the picture have or need the frame. */
    private boolean isPart(int at, int layer, PayloadFacts facts) {
        if (layer < memory.top(at) && facts.spatialLeaf() && !memory.isStacked(at)) {
            return false;
        }
        boolean based = !facts.interLayerDependent() || layer == 0;
        return layer <= memory.top(at) && (based || !memory.isLeftOut(at, layer - 1));
    }

    @Override
    public int spatialLayer() {
        return now.spatial;
    }

    @Override
    public int temporalLayer() {
        return Math.clamp(now.temporal.top(), 0, targetTemporal);
    }

    @Override
    public boolean reaches(int spatialLayer) {
        return spatialLayer == now.spatial
                || (spatialLayer < now.spatial && (whole >> spatialLayer & 1) != 0);
    }
}
