package foyer.sfu.ortc;

import java.util.Arrays;
import java.util.Map;

/**
 * From a producer's numbers to the router's: payload types and ids of header extensions. Lookups
 * neither allocate nor box, so the packet path may ask.
 */
public final class ProducerMapping {
    /** The producer does not use this number, or the router does not know what it stands for. */
    public static final int NONE = -1;

    private final int[] payloadTypes = unmapped(128);
    private final int[] headerExtensionIds = unmapped(256);

    ProducerMapping(Map<Integer, Integer> payloadTypes, Map<Integer, Integer> headerExtensionIds) {
        payloadTypes.forEach((from, to) -> this.payloadTypes[from] = to);
        headerExtensionIds.forEach((from, to) -> this.headerExtensionIds[from] = to);
    }

    /** The router's payload type for the producer's, or {@link #NONE}. */
    public int payloadType(int producerPayloadType) {
        return at(payloadTypes, producerPayloadType);
    }

    /**
     * The router's id for the producer's, or {@link #NONE} where the extension is to be left out.
     */
    public int headerExtensionId(int producerId) {
        return at(headerExtensionIds, producerId);
    }

    private static int at(int[] table, int index) {
        return index >= 0 && index < table.length ? table[index] : NONE;
    }

    private static int[] unmapped(int size) {
        int[] table = new int[size];
        Arrays.fill(table, NONE);
        return table;
    }
}
