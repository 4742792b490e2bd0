package foyer.sfu.codec;

import foyer.sfu.wire.PacketBuffer;

/** Writes a dependency descriptor again, with other active decode targets. */
public final class DependencyDescriptorRewriter {
    private static final int EXTENDED_FLAGS_BIT = 24;
    private static final int ACTIVE_TARGETS_BIT = 25;

    private static final int FRAME_NUMBER_BIT = 8;

    private DependencyDescriptorRewriter() {}

    /** Replaces the frame number of a descriptor. */
    public static void frameNumber(PacketBuffer packet, int offset, int number) {
        Bits.put(packet, offset * 8 + FRAME_NUMBER_BIT, 16, number & 0xffff);
    }

    /**
     * Writes to {@code target} what {@code read} was read from, saying that only some decode
     * targets are active. Up to five bytes longer than the source.
     *
     * @param source the packet that {@code read} was last read from, with success
     * @param offset where its descriptor stands
     * @param activeDecodeTargets bit i for decode target i
     * @param target another packet
     * @return the bytes written; −1 when they do not fit before the target's end
     */
    public static int rewrite(
            PacketBuffer source,
            int offset,
            DependencyDescriptor read,
            long activeDecodeTargets,
            PacketBuffer target,
            int targetOffset) {
        TemplateStructure structure = read.structure();
        if (structure == null) {
            return -1;
        }
        int targets = structure.decodeTargets();
        int head =
                DependencyDescriptor.HEADER_BITS
                        + (read.structurePresent() ? structure.bitLength() : 0);
        int skipped = head + (read.activeDecodeTargetsPresent() ? targets : 0);
        int rest = Math.max(0, read.consumedBits() - skipped);
        int bytes = (head + targets + rest + 7) / 8;
        if (targetOffset + bytes > target.length()) {
            return -1;
        }
        int from = offset * 8;
        int to = targetOffset * 8;
        Bits.put(target, to + EXTENDED_FLAGS_BIT, 5, 0);
        boolean extended = read.consumedBits() > EXTENDED_FLAGS_BIT;
        Bits.copy(source, from, target, to, extended ? head : EXTENDED_FLAGS_BIT);
        Bits.put(target, to + ACTIVE_TARGETS_BIT, 1, 1);
        Bits.put(target, to + head, targets, activeDecodeTargets);
        Bits.copy(source, from + skipped, target, to + head + targets, rest);
        int end = head + targets + rest;
        Bits.put(target, to + end, bytes * 8 - end, 0);
        return bytes;
    }
}
