package foyer.sfu.stream;

/**
 * A piece of a {@link RetransmissionBuffer}'s ring, filled from its start, then forgotten whole.
 */
final class Slab {
    static final int BYTES = 16 * 1024;

    final byte[] bytes = new byte[BYTES];
    Slab next = this;
    int used;
    long lastKeptNanos;

    /** Counts fillings: a packet of an earlier one is gone. */
    int generation;

    boolean hasRoomFor(int count) {
        return BYTES - used >= count;
    }

    void empty() {
        used = 0;
        generation++;
    }
}
