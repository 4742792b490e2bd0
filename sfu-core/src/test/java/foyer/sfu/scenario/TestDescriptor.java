package foyer.sfu.scenario;

import java.math.BigInteger;

/**
 * Dependency descriptors of L3T3 (AV1 RTP specification 1.0, A.8.2): nine templates and nine decode
 * targets, one for each pair of layers; what a frame is to them and what it refers to is said with
 * each frame.
 */
final class TestDescriptor {
    static final int NOT_PRESENT = 0;
    static final int SWITCH = 2;
    static final int REQUIRED = 3;
    static final int TARGETS = 9;

    private BigInteger bits = BigInteger.ZERO;
    private int length;

    private TestDescriptor() {}

    /**
     * The first packet of a frame, or another of it.
     *
     * @param indications of the nine decode targets
     * @param frameDiffs how many frame numbers back its references stand
     * @param active the decode targets that are sent
     * @param tellsActive whether it says so although it has no structure
     */
    static byte[] of(
            TestMedia.VideoFacts facts,
            int frameNumber,
            int[] indications,
            int[] frameDiffs,
            int active,
            boolean tellsActive,
            SvcForm form) {
        TestDescriptor descriptor = new TestDescriptor();
        boolean first = facts.index() == 0;
        descriptor.put(first ? 1 : 0, 1);
        descriptor.put(facts.index() == facts.count() - 1 ? 1 : 0, 1);
        descriptor.put(facts.layer() * 3 + facts.temporal(), 6);
        descriptor.put(frameNumber & 0xffff, 16);
        boolean structure = first && facts.isKey();
        descriptor.put(structure ? 1 : 0, 1);
        descriptor.put(structure || tellsActive ? 1 : 0, 1);
        descriptor.put(0b110, 3);
        if (structure) {
            descriptor.putStructure(form);
        }
        if (structure || tellsActive) {
            for (int i = TARGETS - 1; i >= 0; i--) {
                descriptor.put(active >> i & 1, 1);
            }
        }
        for (int indication : indications) {
            descriptor.put(indication, 2);
        }
        for (int diff : frameDiffs) {
            descriptor.put(2, 2);
            descriptor.put(diff - 1, 8);
        }
        descriptor.put(0, 2);
        return descriptor.bytes();
    }

    private void putStructure(SvcForm form) {
        put(0, 6);
        put(TARGETS - 1, 5);
        for (int template = 0; template < TARGETS; template++) {
            put(template == TARGETS - 1 ? 3 : template % 3 == 2 ? 2 : 1, 2);
        }
        for (int template = 0; template < TARGETS; template++) {
            for (int target = 0; target < TARGETS; target++) {
                boolean used =
                        form.isKeyMode() ? target / 3 == template / 3 : target / 3 >= template / 3;
                boolean present = used && target % 3 >= template % 3;
                put(present ? REQUIRED : NOT_PRESENT, 2);
            }
        }
        put(0, TARGETS);
        // no chains: ns(10) of 0 has three bits; no resolutions
        put(0, 3);
        put(0, 1);
    }

    private void put(int value, int count) {
        bits = bits.shiftLeft(count).or(BigInteger.valueOf(value));
        length += count;
    }

    private byte[] bytes() {
        int size = (length + 7) / 8;
        BigInteger whole = bits.shiftLeft(size * 8 - length);
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = whole.shiftRight((size - 1 - i) * 8).byteValue();
        }
        return bytes;
    }
}
