package foyer.sfu.stream;

/** A piece of a {@link SlabRing}, filled from its start, then forgotten whole. */
final class Slab {
    final byte[] bytes;
    Slab next = this;
    int used;
    long lastKeptNanos;

    /** Counts fillings: a packet of an earlier one is gone. */
    int generation;

    Slab(int size) {
        bytes = new byte[size];
    }

    boolean hasRoomFor(int count) {
        return bytes.length - used >= count;
    }

    void empty() {
        used = 0;
        generation++;
    }
}
