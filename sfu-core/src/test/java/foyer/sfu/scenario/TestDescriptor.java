package foyer.sfu.scenario;

import java.math.BigInteger;
import java.util.List;

/**
 * Dependency descriptors (AV1 RTP specification 1.0, A.8.2) of L3T3: nine templates and nine decode
 * targets, one for each pair of layers; or of one stream of a simulcast: as many as it has temporal
 * layers. What a frame is to them and what it refers to is said with each frame.
 */
final class TestDescriptor {
    static final int NOT_PRESENT = 0;
    static final int SWITCH = 2;
    static final int REQUIRED = 3;
    static final int TARGETS = 9;

    /** Templates of different streams do not share ids. */
    private static final int TEMPLATES_APART = 20;

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
        descriptor.putDefinition(indications, frameDiffs);
        return descriptor.bytes();
    }

    /**
     * One packet of a stream with one spatial layer.
     *
     * @param frameDiffs how many frame numbers back its references stand
     */
    static byte[] ofStream(
            TestMedia.VideoFacts facts,
            int frameNumber,
            TemporalPattern pattern,
            int sinceKey,
            List<Integer> frameDiffs) {
        TestDescriptor descriptor = new TestDescriptor();
        int firstTemplate = facts.layer() * TEMPLATES_APART;
        boolean first = facts.index() == 0;
        boolean structure = first && facts.isKey();
        descriptor.put(first ? 1 : 0, 1);
        descriptor.put(facts.index() == facts.count() - 1 ? 1 : 0, 1);
        descriptor.put(firstTemplate + facts.temporal(), 6);
        descriptor.put(frameNumber & 0xffff, 16);
        descriptor.put(structure ? 1 : 0, 1);
        descriptor.put(0b0110, 4);
        if (structure) {
            descriptor.putStructure(firstTemplate, pattern.layers());
        }
        int[] indications = new int[pattern.layers()];
        for (int target = facts.temporal(); target < indications.length; target++) {
            boolean switches = facts.isKey() || pattern.switchesUp(sinceKey);
            indications[target] = switches ? SWITCH : REQUIRED;
        }
        descriptor.putDefinition(
                indications, frameDiffs.stream().mapToInt(Integer::intValue).toArray());
        return descriptor.bytes();
    }

    private void putDefinition(int[] indications, int[] frameDiffs) {
        for (int indication : indications) {
            put(indication, 2);
        }
        for (int diff : frameDiffs) {
            put(2, 2);
            put(diff - 1, 8);
        }
        put(0, 2);
    }

    private void putStructure(int firstTemplate, int targets) {
        put(firstTemplate, 6);
        put(targets - 1, 5);
        for (int template = 0; template < targets; template++) {
            put(template == targets - 1 ? 3 : 1, 2);
        }
        for (int template = 0; template < targets; template++) {
            for (int target = 0; target < targets; target++) {
                put(target >= template ? REQUIRED : NOT_PRESENT, 2);
            }
        }
        put(0, targets);
        // no chains: 0 of ns(targets + 1); no resolutions
        put(0, 31 - Integer.numberOfLeadingZeros(targets + 1));
        put(0, 1);
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
