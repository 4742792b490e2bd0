package foyer.sfu.codec;

import java.util.Arrays;

/**
 * The parts of a template dependency structure as they stand on the wire (AV1 RTP specification
 * 1.0, A.8.2). Filled once, then left alone.
 */
final class StructureParts {
    private static final int MAX_TEMPLATES = 64;
    private static final int MAX_SPATIAL_LAYERS = 4;
    private static final int MAX_TEMPORAL_LAYERS = 8;

    int templateIdOffset;
    int decodeTargets;
    int templates;

    /** Spatial layer in the upper, temporal in the lower four bits. */
    byte[] layers = new byte[MAX_TEMPLATES];

    byte[][] indications = new byte[0][];
    int[][] frameDiffs = new int[0][];
    int chains;
    byte[] protectingChains = new byte[0];
    byte[][] chainDiffs = new byte[0][];

    /** Width in the upper, height in the lower half, each less one. */
    int[] sizes = new int[0];

    int bitLength;

    /** False when the bits end early or a number is out of bounds. */
    boolean read(BitReader bits) {
        int startBit = bits.consumed();
        templateIdOffset = bits.bits(6);
        decodeTargets = bits.bits(5) + 1;
        if (!readLayers(bits)) {
            return false;
        }
        indications = new byte[templates][decodeTargets];
        for (byte[] ofTemplate : indications) {
            readAll(bits, ofTemplate, 2);
        }
        if (!readFrameDiffs(bits)) {
            return false;
        }
        readChains(bits);
        if (bits.flag()) {
            sizes = new int[(layers[templates - 1] >> 4) + 1];
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] = bits.bits(32);
            }
        }
        bitLength = bits.consumed() - startBit;
        return !bits.overrun();
    }

    private boolean readLayers(BitReader bits) {
        int spatial = 0;
        int temporal = 0;
        int next = 0;
        while (next != 3) {
            if (templates == MAX_TEMPLATES
                    || spatial == MAX_SPATIAL_LAYERS
                    || temporal == MAX_TEMPORAL_LAYERS) {
                return false;
            }
            layers[templates++] = (byte) (spatial << 4 | temporal);
            next = bits.bits(2);
            if (next == 1) {
                temporal++;
            } else if (next == 2) {
                temporal = 0;
                spatial++;
            }
        }
        return true;
    }

    private boolean readFrameDiffs(BitReader bits) {
        int[] diffs = new int[DependencyDescriptor.MAX_FRAME_DIFFS];
        frameDiffs = new int[templates][];
        for (int i = 0; i < templates; i++) {
            int count = 0;
            while (bits.flag()) {
                if (count == diffs.length) {
                    return false;
                }
                diffs[count++] = bits.bits(4) + 1;
            }
            frameDiffs[i] = Arrays.copyOf(diffs, count);
        }
        return true;
    }

    private void readChains(BitReader bits) {
        chains = bits.nonSymmetric(decodeTargets + 1);
        chainDiffs = new byte[templates][chains];
        if (chains == 0) {
            return;
        }
        protectingChains = new byte[decodeTargets];
        for (int i = 0; i < decodeTargets; i++) {
            protectingChains[i] = (byte) bits.nonSymmetric(chains);
        }
        for (byte[] ofTemplate : chainDiffs) {
            readAll(bits, ofTemplate, 4);
        }
    }

    private static void readAll(BitReader bits, byte[] values, int width) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) bits.bits(width);
        }
    }
}
