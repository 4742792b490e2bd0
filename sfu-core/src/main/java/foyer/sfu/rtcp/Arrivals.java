package foyer.sfu.rtcp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The received packets of a {@link TransportFeedback} in ascending order, immutable. Lost ones take
 * no memory: a hostile packet of 40 bytes can claim 65535 of them.
 */
public final class Arrivals {
    /** Index in the upper, signed delta in the lower 16 bits. */
    private final int[] entries;

    Arrivals(int[] entries, int size) {
        this.entries = Arrays.copyOf(entries, size);
    }

    static int entry(int index, int delta) {
        return index << 16 | (delta & 0xffff);
    }

    public int size() {
        return entries.length;
    }

    public boolean isEmpty() {
        return entries.length == 0;
    }

    /** How far the {@code i}-th received packet is from the base sequence number. */
    public int index(int i) {
        return entries[i] >>> 16;
    }

    /** Its time since the one received before, −32768…32767 times 250 µs. */
    public int delta(int i) {
        return (short) entries[i];
    }

    /** Which received packet has this index, negative for none. */
    int find(int index) {
        int low = 0;
        int high = entries.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int candidate = index(middle);
            if (candidate == index) {
                return middle;
            }
            if (candidate < index) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Arrivals arrivals && Arrays.equals(entries, arrivals.entries);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(entries);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < entries.length; i++) {
            text.append(i == 0 ? "" : " ").append(index(i)).append(':').append(delta(i));
        }
        return text.append(']').toString();
    }
}
