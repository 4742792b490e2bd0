package foyer.sfu.rtcp;

import foyer.sfu.wire.SerialNumbers;
import java.util.Arrays;
import java.util.List;

/** Packs sequence numbers as pairs of a number and 16 bits for those after it (RFC 4585 6.2.1). */
final class NackPairs {
    private NackPairs() {}

    static int[] pack(List<Integer> sequenceNumbers) {
        int[] pairs = new int[sequenceNumbers.size()];
        int count = 0;
        for (int number : sequenceNumbers) {
            int distance =
                    count == 0
                            ? Integer.MIN_VALUE
                            : SerialNumbers.distance16(pairs[count - 1] >>> 16, number);
            if (distance >= 1 && distance <= 16) {
                pairs[count - 1] |= 1 << (distance - 1);
            } else if (distance != 0) {
                pairs[count++] = number << 16;
            }
        }
        return Arrays.copyOf(pairs, count);
    }
}
