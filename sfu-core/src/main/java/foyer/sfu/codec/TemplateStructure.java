package foyer.sfu.codec;

import foyer.sfu.wire.PacketBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A template dependency structure: the decode targets, the chains that protect them, and the kinds
 * of frames a stream consists of. Immutable.
 */
public final class TemplateStructure {
    final StructureParts parts;
    private final byte[] encoded;
    private final byte[] targetLayers;

    TemplateStructure(StructureParts parts, byte[] encoded) {
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
    public static @Nullable TemplateStructure decode(byte[] encoded) {
        DependencyDescriptor descriptor = new DependencyDescriptor();
        DependencyDescriptor.read(PacketBuffer.wrap(encoded), 0, encoded.length, descriptor);
        return descriptor.structure();
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

    /**
     * The best active target within the layers, the spatial one before the temporal; the lowest
     * active one when all are above them, 0 when none is active.
     */
    public int decodeTarget(int spatialLayer, int temporalLayer, long active) {
        int best = -1;
        int lowest = -1;
        for (int i = 0; i < parts.decodeTargets; i++) {
            if ((active >>> i & 1) == 0) {
                continue;
            }
            if (lowest < 0 || targetLayers[i] < targetLayers[lowest]) {
                lowest = i;
            }
            boolean within =
                    targetSpatialLayer(i) <= spatialLayer
                            && targetTemporalLayer(i) <= temporalLayer;
            if (within && (best < 0 || targetLayers[i] > targetLayers[best])) {
                best = i;
            }
        }
        return Math.max(0, best >= 0 ? best : lowest);
    }

    /** A bit for each target all of whose frames are frames of this one too. */
    public long includedIn(int decodeTarget) {
        long included = 0;
        for (int i = 0; i < parts.decodeTargets; i++) {
            boolean whole = true;
            for (int template = 0; whole && template < parts.templates; template++) {
                byte[] ofTemplate = parts.indications[template];
                whole = ofTemplate[i] == 0 || ofTemplate[decodeTarget] != 0;
            }
            included |= whole ? 1L << i : 0;
        }
        return included;
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
