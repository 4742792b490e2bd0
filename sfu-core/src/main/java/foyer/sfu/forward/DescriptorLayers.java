package foyer.sfu.forward;

import foyer.sfu.codec.CodecKind;
import foyer.sfu.codec.DependencyDescriptor;
import foyer.sfu.codec.DependencyDescriptor.Indication;
import foyer.sfu.codec.PayloadFacts;
import foyer.sfu.codec.TemplateStructure;
import foyer.sfu.forward.FrameMemory.Fate;
import org.jspecify.annotations.Nullable;

/**
 * Layers as the dependency descriptor tells them (AV1 RTP specification 1.0, 4.4 and appendix A): a
 * frame goes out when it is present in the decode target chosen. Another target is gone over to at
 * a frame that it marks as a switch and whose references went out; to fewer pictures a second of
 * the same spatial layer at once. What has no descriptor is left to the payload.
 */
final class DescriptorLayers implements LayerFilter {
    private static final int NONE = -1;

    /** More than one turn of any pattern: a place to go down that did not come will not. */
    private static final int PATIENCE_FRAMES = 32;

    private final PictureLayers plain;
    private final FrameMemory memory = new FrameMemory();
    private final SentFrames sent = new SentFrames();
    private @Nullable TemplateStructure structure;
    private int nextSpatial;
    private int nextTemporal;
    private long picture = NONE;
    private int targetSpatial;
    private int targetTemporal;
    private int decodeTarget = NONE;
    private final TargetHistory history = new TargetHistory();
    private final RecentNames pictures = new RecentNames();

    /** For each of the pictures, which choice holds for it. */
    private final int[] choices = new int[RecentNames.PLACES];

    /** The first number of the picture that came. */
    private long pictureAt;

    /** No layer above this can be part of the picture, whose end is sent. */
    private int closedAbove = LayerRates.MAX_LAYERS;

    private long included = -1;
    private int waited;
    private int number = NONE;
    private Fate fate = Fate.LEFT_OUT;

    DescriptorLayers(CodecKind codec) {
        plain = new PictureLayers(codec);
    }

    @Override
    public void enter() {
        plain.enter();
        sent.clear();
        decodeTarget = NONE;
        included = -1;
        number = NONE;
        picture = NONE;
        structure = null;
        history.clear();
    }

    @Override
    public void target(int spatialLayer, int temporalLayer) {
        plain.target(spatialLayer, temporalLayer);
        nextSpatial = spatialLayer;
        nextTemporal = temporalLayer;
    }

    @Override
    public Fate next(Source source, long frame, long sequence, long timestamp, PayloadFacts facts) {
        if (facts.frameNumber() < 0) {
            return plain.next(source, frame, sequence, timestamp, facts);
        }
        if (timestamp != picture) {
            picture = timestamp;
            targetSpatial = nextSpatial;
            targetTemporal = nextTemporal;
            pictureAt = sequence;
            closedAbove = LayerRates.MAX_LAYERS;
        }
        if (facts.frameNumber() != number) {
            number = facts.frameNumber();
            DependencyDescriptor descriptor = source.descriptor();
            // Its structure was lost and will be repaired: rather too much than a hole.
            fate = descriptor == null ? Fate.SENT : decide(source, timestamp, descriptor);
            note(frame, number, timestamp, facts, fate);
        }
        return fate;
    }

    private void note(
            long frame, int frameNumber, long timestamp, PayloadFacts facts, Fate decided) {
        memory.note(frame, decided);
        if (decided == Fate.SENT_LAST && timestamp == picture) {
            closedAbove = facts.spatialLayer();
        }
        if (decided != Fate.LEFT_OUT) {
            sent.note(frameNumber);
        }
    }

    private static Fate fateOf(
            DependencyDescriptor descriptor, TemplateStructure structure, int target) {
        if (target == NONE || descriptor.indication(target) == Indication.NOT_PRESENT) {
            return Fate.LEFT_OUT;
        }
        return descriptor.spatialLayer() == structure.targetSpatialLayer(target)
                ? Fate.SENT_LAST
                : Fate.SENT;
    }

    private Fate decide(Source source, long timestamp, DependencyDescriptor descriptor) {
        TemplateStructure now = descriptor.structure();
        if (now == null) {
            return Fate.SENT;
        }
        if (now != structure) {
            adopt(now, descriptor);
        }
        int chosen = choose(now, descriptor);
        if (chosen != decodeTarget) {
            decodeTarget = chosen;
            history.add(pictureAt, chosen, now);
            included = now.includedIn(chosen);
        }
        int at = pictures.find(RecentNames.picture(source, timestamp));
        at = at == RecentNames.NONE ? pictures.add(RecentNames.picture(source, timestamp)) : at;
        choices[at] = history.last();
        waited = now.targetSpatialLayer(decodeTarget) > targetSpatial ? waited + 1 : 0;
        return fateOf(descriptor, now, decodeTarget);
    }

    /** With a new structure the layers chosen may have another number. */
    private void adopt(TemplateStructure now, DependencyDescriptor descriptor) {
        TemplateStructure old = structure;
        structure = now;
        if (decodeTarget != NONE && old != null) {
            decodeTarget =
                    now.decodeTarget(
                            old.targetSpatialLayer(decodeTarget),
                            old.targetTemporalLayer(decodeTarget),
                            descriptor.activeDecodeTargets());
            history.add(pictureAt, decodeTarget, now);
            included = now.includedIn(decodeTarget);
        }
    }

    private int choose(TemplateStructure now, DependencyDescriptor descriptor) {
        long active = descriptor.activeDecodeTargets();
        int wanted = now.decodeTarget(targetSpatial, targetTemporal, active);
        if (decodeTarget == NONE || wanted == decodeTarget) {
            return wanted;
        }
        int spatial = now.targetSpatialLayer(decodeTarget);
        int temporal = now.targetTemporalLayer(decodeTarget);
        if (canSwitch(now, descriptor, wanted)) {
            return wanted;
        }
        // On the way there: the best of what is wanted of the layers in between.
        int best = decodeTarget;
        for (int i = 0; i < now.decodeTargets(); i++) {
            boolean above = now.targetSpatialLayer(i) >= spatial;
            boolean within =
                    now.targetSpatialLayer(i) <= targetSpatial
                            && now.targetTemporalLayer(i) <= targetTemporal;
            if (above
                    && within
                    && rank(now, i) > rank(now, best)
                    && canSwitch(now, descriptor, i)) {
                best = i;
            }
        }
        return best == decodeTarget && temporal > targetTemporal
                ? now.decodeTarget(spatial, targetTemporal, now.allDecodeTargets())
                : best;
    }

    private static int rank(TemplateStructure structure, int target) {
        return structure.targetSpatialLayer(target) << 4 | structure.targetTemporalLayer(target);
    }

    /** A.1: after a frame that is a switch for the target, and decodable, all of it is. */
    private boolean canSwitch(TemplateStructure now, DependencyDescriptor descriptor, int target) {
        if (descriptor.indication(target) != Indication.SWITCH
                || now.targetSpatialLayer(target) > closedAbove) {
            return false;
        }
        for (int i = 0; i < descriptor.frameDiffs(); i++) {
            if (!sent.contains((descriptor.frameNumber() - descriptor.frameDiff(i)) & 0xffff)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Fate late(Source source, long frame, long sequence, long timestamp, PayloadFacts facts) {
        if (facts.frameNumber() < 0) {
            return plain.late(source, frame, sequence, timestamp, facts);
        }
        Fate known = memory.recall(frame);
        if (known != Fate.UNKNOWN) {
            return known;
        }
        Fate decided = lateFate(source, sequence, timestamp);
        note(frame, facts.frameNumber(), timestamp, facts, decided);
        return decided;
    }

    /** As the rest of the picture, or as it was then when nothing of it came in time. */
    private Fate lateFate(Source source, long sequence, long timestamp) {
        DependencyDescriptor descriptor = source.descriptor();
        TemplateStructure its = descriptor == null ? null : descriptor.structure();
        if (descriptor == null || its == null) {
            return Fate.SENT;
        }
        long name = RecentNames.picture(source, timestamp);
        int at = pictures.find(name);
        if (at == RecentNames.NONE) {
            at = pictures.add(name);
            choices[at] = history.at(sequence);
        }
        int target = history.target(choices[at], its, descriptor.activeDecodeTargets());
        return fateOf(descriptor, its, target);
    }

    @Override
    public Fate lateOfLeft(
            Source source, long frame, long sequence, long timestamp, PayloadFacts facts) {
        return facts.frameNumber() < 0
                ? plain.lateOfLeft(source, frame, sequence, timestamp, facts)
                : memory.recall(frame);
    }

    @Override
    public int spatialLayer() {
        TemplateStructure now = structure;
        return now == null || decodeTarget == NONE
                ? plain.spatialLayer()
                : now.targetSpatialLayer(decodeTarget);
    }

    @Override
    public int temporalLayer() {
        TemplateStructure now = structure;
        return now == null || decodeTarget == NONE
                ? plain.temporalLayer()
                : now.targetTemporalLayer(decodeTarget);
    }

    @Override
    public boolean reaches(int spatialLayer) {
        TemplateStructure now = structure;
        if (now == null || decodeTarget == NONE) {
            return plain.reaches(spatialLayer);
        }
        return spatialLayer == spatialLayer()
                || (waited < PATIENCE_FRAMES && isIncluded(now, spatialLayer));
    }

    /** Whether all frames of a decode target of the layer go out already. */
    private boolean isIncluded(TemplateStructure now, int spatialLayer) {
        for (int i = 0; i < now.decodeTargets(); i++) {
            if ((included >>> i & 1) != 0 && now.targetSpatialLayer(i) == spatialLayer) {
                return true;
            }
        }
        return false;
    }

    @Override
    public long activeDecodeTargets() {
        return included;
    }
}
