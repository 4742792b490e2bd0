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
    private @Nullable Structure structure;
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
    public void resume(@Nullable Structure known, long knownActiveDecodeTargets) {
        structure = known;
        activeDecodeTargets = knownActiveDecodeTargets;
    }

    private boolean readFields(PacketBuffer packet, int offset, int length) {
        int startAndEnd = bits.bits(2) << 5;
        templateId = bits.bits(6);
        frameNumber = bits.bits(16);
        flags = startAndEnd | (length > MANDATORY_BYTES ? bits.bits(5) : 0);
        Structure current = structurePresent() ? readStructure(packet, offset, length) : structure;
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

    private @Nullable Structure readStructure(PacketBuffer packet, int offset, int length) {
        StructureParts parts = new StructureParts();
        if (!parts.read(bits)) {
            return null;
        }
        byte[] encoded = new byte[length];
        packet.getBytes(offset, encoded, 0, length);
        return new Structure(parts, encoded);
    }

    private boolean readDefinition(Structure current) {
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
     * Puts what the descriptor says in the place of what the payload said; resolutions only with a
     * new structure.
     */
    public void applyTo(PayloadFacts facts) {
        facts.set(PayloadFacts.KEY_FRAME, keyFrame());
        facts.set(PayloadFacts.START_OF_FRAME, startOfFrame());
        facts.set(PayloadFacts.END_OF_FRAME, endOfFrame());
        facts.set(PayloadFacts.LAYER_SYNC, layerSync());
        facts.set(PayloadFacts.DISCARDABLE, discardable());
        facts.layers(spatialLayer, temporalLayer);
        Structure current = structure;
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
        Structure current = structure;
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

    /** The structure the last descriptor was read with. */
    public @Nullable Structure structure() {
        return structure;
    }

    /** Bit i set: decode target i is being sent. Stays from packet to packet. */
    public long activeDecodeTargets() {
        return activeDecodeTargets;
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

    /**
     * A template dependency structure: the decode targets, the chains that protect them, and the
     * kinds of frames a stream consists of. Immutable.
     */
    public static final class Structure {
        private final StructureParts parts;
        private final byte[] encoded;
        private final byte[] targetLayers;

        private Structure(StructureParts parts, byte[] encoded) {
            this.parts = parts;
            this.encoded = encoded;
            targetLayers = new byte[parts.decodeTargets];
            for (int target = 0; target < parts.decodeTargets; target++) {
                targetLayers[target] = targetLayers(parts, target);
            }
        }

        /** AV1 RTP specification A.8.2, decode_target_layers(): the highest of its frames. */
        private static byte targetLayers(StructureParts parts, int target) {
            int spatial = 0;
            int temporal = 0;
            for (int i = 0; i < parts.templates; i++) {
                if (parts.indications[i][target] != 0) {
                    spatial = Math.max(spatial, parts.layers[i] >> 4);
                    temporal = Math.max(temporal, parts.layers[i] & 0xf);
                }
            }
            return (byte) (spatial << 4 | temporal);
        }

        /** The structure of a descriptor that {@link #encoded()} gave. */
        public static @Nullable Structure decode(byte[] encoded) {
            DependencyDescriptor descriptor = new DependencyDescriptor();
            read(PacketBuffer.wrap(encoded), 0, encoded.length, descriptor);
            return descriptor.structure;
        }

        /** The bytes of the descriptor that brought this structure. */
        public byte[] encoded() {
            return encoded.clone();
        }

        /** 1…32. */
        public int decodeTargets() {
            return parts.decodeTargets;
        }

        /** A bit for each decode target. */
        public long allDecodeTargets() {
            return (1L << parts.decodeTargets) - 1;
        }

        public int targetSpatialLayer(int decodeTarget) {
            return targetLayers[decodeTarget] >> 4;
        }

        public int targetTemporalLayer(int decodeTarget) {
            return targetLayers[decodeTarget] & 0xf;
        }

        /** 0…32; 0 when the stream has none. */
        public int chains() {
            return parts.chains;
        }

        /** The chain whose frames a decode target needs; −1 when there are no chains. */
        public int chainOf(int decodeTarget) {
            return parts.chains == 0 ? -1 : parts.protectingChains[decodeTarget];
        }

        /** 1…4. */
        public int spatialLayers() {
            return (parts.layers[parts.templates - 1] >> 4) + 1;
        }

        public boolean hasResolutions() {
            return parts.sizes.length > 0;
        }

        public int width(int spatialLayer) {
            return (parts.sizes[spatialLayer] >>> 16) + 1;
        }

        public int height(int spatialLayer) {
            return (parts.sizes[spatialLayer] & 0xffff) + 1;
        }

        /** 1…64. */
        int templates() {
            return parts.templates;
        }

        /** How many bits it takes in a descriptor. */
        int bitLength() {
            return parts.bitLength;
        }
    }
}
