package foyer.sfu.codec;

import foyer.sfu.wire.PacketBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The dependency descriptor, an RTP header extension that tells where a frame stands among layers
 * (AV1 RTP specification 1.0, appendix A). One instance per stream: what the stream said last, the
 * template structure and the active decode targets, stays for the packets that follow; the rest is
 * filled again for each packet.
 */
public final class DependencyDescriptor {
    /** What a frame is to a decode target, in the order of the wire. */
    public enum Indication {
        NOT_PRESENT,
        DISCARDABLE,
        SWITCH,
        REQUIRED
    }

    public static final int MAX_DECODE_TARGETS = 32;

    /** Our limit, not the specification's: AV1 frames refer to up to 7 others, VP9's to 3. */
    static final int MAX_FRAME_DIFFS = 16;

    static final int MANDATORY_BYTES = 3;

    /** The mandatory fields and the five flags behind them. */
    static final int HEADER_BITS = 29;

    private static final int STRUCTURE = 0x10;
    private static final int ACTIVE_TARGETS = 0x08;
    private static final int CUSTOM_INDICATIONS = 0x04;
    private static final int CUSTOM_FRAME_DIFFS = 0x02;
    private static final int CUSTOM_CHAINS = 0x01;
    private static final int START = 0x40;
    private static final int END = 0x20;

    private static final Indication[] INDICATIONS = Indication.values();

    private final BitReader bits = new BitReader();
    private @Nullable TemplateStructure structure;
    private long activeDecodeTargets;
    private int flags;
    private int templateId;
    private int frameNumber;
    private int spatialLayer;
    private int temporalLayer;
    private final byte[] indications = new byte[MAX_DECODE_TARGETS];
    private int frameDiffs;
    private final int[] frameDiff = new int[MAX_FRAME_DIFFS];
    private final int[] chainDiff = new int[MAX_DECODE_TARGETS];
    private int consumedBits;

    /**
     * Reads a descriptor. A template structure in it replaces the one there was; without either the
     * descriptor cannot be read.
     *
     * @return false when it is malformed or its template unknown: the structure and the active
     *     decode targets are then as before, the other fields mean nothing
     */
    public static boolean read(
            PacketBuffer packet, int offset, int length, DependencyDescriptor into) {
        if (length < MANDATORY_BYTES) {
            return false;
        }
        into.bits.open(packet, offset, length);
        boolean whole = into.readFields(packet, offset, length);
        into.bits.close();
        return whole;
    }

    /** Goes on with what another instance knew. */
    public void resume(@Nullable TemplateStructure known, long knownActiveDecodeTargets) {
        structure = known;
        activeDecodeTargets = knownActiveDecodeTargets;
    }

    private boolean readFields(PacketBuffer packet, int offset, int length) {
        int startAndEnd = bits.bits(2) << 5;
        templateId = bits.bits(6);
        frameNumber = bits.bits(16);
        flags = startAndEnd | (length > MANDATORY_BYTES ? bits.bits(5) : 0);
        TemplateStructure current =
                structurePresent() ? readStructure(packet, offset, length) : structure;
        if (current == null) {
            return false;
        }
        long active = structurePresent() ? current.allDecodeTargets() : activeDecodeTargets;
        if (activeDecodeTargetsPresent()) {
            active = bits.bits(current.decodeTargets()) & 0xffff_ffffL;
        }
        if (!readDefinition(current) || bits.overrun()) {
            return false;
        }
        consumedBits = bits.consumed();
        structure = current;
        activeDecodeTargets = active;
        return true;
    }

    private @Nullable TemplateStructure readStructure(PacketBuffer packet, int offset, int length) {
        StructureParts parts = new StructureParts();
        if (!parts.read(bits)) {
            return null;
        }
        byte[] encoded = new byte[length];
        packet.getBytes(offset, encoded, 0, length);
        return new TemplateStructure(parts, encoded);
    }

    private boolean readDefinition(TemplateStructure current) {
        StructureParts parts = current.parts;
        int template = (templateId - parts.templateIdOffset) & 0x3f;
        if (template >= parts.templates) {
            return false;
        }
        spatialLayer = parts.layers[template] >> 4;
        temporalLayer = parts.layers[template] & 0xf;
        boolean ownIndications = (flags & CUSTOM_INDICATIONS) != 0;
        for (int i = 0; i < parts.decodeTargets; i++) {
            indications[i] = ownIndications ? (byte) bits.bits(2) : parts.indications[template][i];
        }
        if (!readFrameDiffs(parts.frameDiffs[template])) {
            return false;
        }
        boolean ownChains = (flags & CUSTOM_CHAINS) != 0;
        for (int i = 0; i < parts.chains; i++) {
            chainDiff[i] = ownChains ? bits.bits(8) : parts.chainDiffs[template][i];
        }
        return true;
    }

    private boolean readFrameDiffs(int[] ofTemplate) {
        frameDiffs = 0;
        if ((flags & CUSTOM_FRAME_DIFFS) == 0) {
            frameDiffs = ofTemplate.length;
            System.arraycopy(ofTemplate, 0, frameDiff, 0, frameDiffs);
            return true;
        }
        int nibbles = bits.bits(2);
        while (nibbles != 0) {
            if (frameDiffs == MAX_FRAME_DIFFS) {
                return false;
            }
            frameDiff[frameDiffs++] = bits.bits(4 * nibbles) + 1;
            nibbles = bits.bits(2);
        }
        return true;
    }

    /**
     * Notes the frame number of a descriptor that may need a structure we do not have: it stands in
     * the mandatory fields.
     */
    public static void readFrameNumber(
            PacketBuffer packet, int offset, int length, PayloadFacts facts) {
        if (length >= MANDATORY_BYTES) {
            facts.frame(packet.u16(offset + 1));
        }
    }

    /**
     * Puts what the descriptor says in the place of what the payload said; resolutions only with a
     * new structure.
     */
    public void applyTo(PayloadFacts facts) {
        facts.set(PayloadFacts.KEY_FRAME, keyFrame());
        facts.set(PayloadFacts.START_OF_FRAME, startOfFrame());
        facts.set(PayloadFacts.END_OF_FRAME, endOfFrame());
        facts.set(PayloadFacts.LAYER_SYNC, layerSync());
        facts.set(PayloadFacts.DISCARDABLE, discardable());
        facts.set(PayloadFacts.SPATIAL_LEAF, spatialLeaf());
        facts.layers(spatialLayer, temporalLayer);
        facts.frame(frameNumber);
        TemplateStructure current = structure;
        if (structurePresent() && current != null && current.hasResolutions()) {
            facts.clearResolutions();
            for (int i = 0; i < current.spatialLayers(); i++) {
                facts.addResolution(current.width(i), current.height(i));
            }
        }
    }

    /** The first packet of a frame that brings a structure: decoding can start here. */
    public boolean keyFrame() {
        return structurePresent() && startOfFrame();
    }

    public boolean startOfFrame() {
        return (flags & START) != 0;
    }

    public boolean endOfFrame() {
        return (flags & END) != 0;
    }

    /** This packet brought a structure. */
    public boolean structurePresent() {
        return (flags & STRUCTURE) != 0;
    }

    /** This packet brought the active decode targets. */
    public boolean activeDecodeTargetsPresent() {
        return (flags & ACTIVE_TARGETS) != 0;
    }

    /** A decode target of this spatial layer, this temporal layer or above, can be joined here. */
    public boolean layerSync() {
        TemplateStructure current = structure;
        if (current == null) {
            return false;
        }
        for (int i = 0; i < current.decodeTargets(); i++) {
            if (current.targetSpatialLayer(i) == spatialLayer
                    && current.targetTemporalLayer(i) >= temporalLayer
                    && indication(i) == Indication.SWITCH) {
                return true;
            }
        }
        return false;
    }

    /** No decode target has a later frame that refers to this one. */
    public boolean discardable() {
        int targets = structure == null ? 0 : structure.decodeTargets();
        for (int i = 0; i < targets; i++) {
            Indication indication = indication(i);
            if (indication == Indication.SWITCH || indication == Indication.REQUIRED) {
                return false;
            }
        }
        return true;
    }

    /** No decode target of a higher spatial layer has this frame. */
    public boolean spatialLeaf() {
        TemplateStructure current = structure;
        int targets = current == null ? 0 : current.decodeTargets();
        for (int i = 0; i < targets; i++) {
            if (current != null
                    && current.targetSpatialLayer(i) > spatialLayer
                    && indication(i) != Indication.NOT_PRESENT) {
                return false;
            }
        }
        return true;
    }

    /** The structure the last descriptor was read with. */
    public @Nullable TemplateStructure structure() {
        return structure;
    }

    /** Bit i set: decode target i is being sent. Stays from packet to packet. */
    public long activeDecodeTargets() {
        return activeDecodeTargets;
    }

    /** The highest spatial layer of an active decode target, 0 when there is none. */
    public int activeSpatialLayer() {
        TemplateStructure current = structure;
        int highest = 0;
        for (int i = 0; current != null && i < current.decodeTargets(); i++) {
            if ((activeDecodeTargets >>> i & 1) != 0) {
                highest = Math.max(highest, current.targetSpatialLayer(i));
            }
        }
        return highest;
    }

    /** 6 bits. */
    public int templateId() {
        return templateId;
    }

    /** 16 bits, counts the frames of all layers. */
    public int frameNumber() {
        return frameNumber;
    }

    public int spatialLayer() {
        return spatialLayer;
    }

    public int temporalLayer() {
        return temporalLayer;
    }

    /** What this frame is to a decode target of the structure. */
    public Indication indication(int decodeTarget) {
        return INDICATIONS[indications[decodeTarget]];
    }

    /** How many frames this one refers to. */
    public int frameDiffs() {
        return frameDiffs;
    }

    /** How many frame numbers back a reference stands, from 1. */
    public int frameDiff(int reference) {
        return frameDiff[Objects.checkIndex(reference, frameDiffs)];
    }

    /** How many frame numbers back a chain of the structure was last continued; 0: begins here. */
    public int chainDiff(int chain) {
        return chainDiff[chain];
    }

    /** The descriptor's bits without the zeros that fill the last byte. */
    int consumedBits() {
        return consumedBits;
    }
}
