package foyer.sfu.engine;

import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import org.jspecify.annotations.Nullable;

/**
 * The way of datagrams from the loop whose socket they came to, to the loop that has their room.
 * What was read at once goes as one message. A loop that does not keep up loses datagrams, as a
 * full socket would.
 */
final class HandOver {
    static final int BATCHES = 16;
    static final int DATAGRAMS = 32;

    private final Loop from;
    private final Loop to;
    private final BatchWay<Batch> way;

    HandOver(Loop from, Loop to) {
        this.from = from;
        this.to = to;
        this.way = new BatchWay<>(to, BATCHES, Batch::new);
    }

    /** Takes a copy of a datagram; false when no memory is free. */
    boolean add(PacketBuffer datagram, Path path) {
        Batch batch = way.filling();
        if (batch == null) {
            return false;
        }
        batch.add(datagram, path);
        if (batch.count == DATAGRAMS) {
            way.seal();
        }
        return true;
    }

    /** Sends what there is. */
    void send() {
        way.send();
    }

    /** Datagrams one after the other, each with room for what work in place needs. */
    private final class Batch extends BatchWay.Batch {
        private final byte[] bytes = new byte[DATAGRAMS * PacketBuffer.CAPACITY];
        private final int[] lengths = new int[DATAGRAMS];
        private final @Nullable Path[] paths = new @Nullable Path[DATAGRAMS];
        private final PacketBuffer view = PacketBuffer.allocate(0);
        private int count;

        void add(PacketBuffer datagram, Path path) {
            datagram.getBytes(0, bytes, count * PacketBuffer.CAPACITY, datagram.length());
            lengths[count] = datagram.length();
            paths[count] = path;
            count++;
        }

        @Override
        void read() {
            for (int i = 0; i < count; i++) {
                Path path = paths[i];
                if (path != null) {
                    view.rewrap(bytes, i * PacketBuffer.CAPACITY, lengths[i]);
                    to.receiveFrom(from, view, path);
                }
            }
            to.settle();
        }

        @Override
        void clear() {
            count = 0;
        }
    }
}
