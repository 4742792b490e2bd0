package foyer.sfu.bwe;

import java.util.Arrays;

/** The packets that one feedback says arrived, in the order of arrival. Reusable. */
final class FeedbackBatch {
    private long[] sequences = new long[16];
    private long[] arrivals = new long[16];
    private int size;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    long sequence(int i) {
        return sequences[i];
    }

    long arrivalNanos(int i) {
        return arrivals[i];
    }

    /** Takes a packet into its place; most come at the end. */
    void add(long sequence, long arrivalNanos) {
        if (size == sequences.length) {
            sequences = Arrays.copyOf(sequences, size * 2);
            arrivals = Arrays.copyOf(arrivals, size * 2);
        }
        int at = size++;
        while (at > 0 && arrivals[at - 1] > arrivalNanos) {
            arrivals[at] = arrivals[at - 1];
            sequences[at] = sequences[at - 1];
            at--;
        }
        arrivals[at] = arrivalNanos;
        sequences[at] = sequence;
    }
}
