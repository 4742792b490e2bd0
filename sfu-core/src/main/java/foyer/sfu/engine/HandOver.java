package foyer.sfu.engine;

import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The way of datagrams from the loop whose socket they came to, to the loop that has their room.
 * What was read at once goes as one message; a message's memory is used again once it is read, and
 * there are only so many: a loop that does not keep up loses datagrams, as a full socket would.
 */
final class HandOver {
    static final int BATCHES = 16;
    static final int DATAGRAMS = 32;

    private final Loop from;
    private final Loop to;
    private final @Nullable Batch[] batches = new @Nullable Batch[BATCHES];
    private @Nullable Batch filling;

    HandOver(Loop from, Loop to) {
        this.from = from;
        this.to = to;
    }

    /** Takes a copy of a datagram; false when no memory is free. */
    boolean add(PacketBuffer datagram, Path path) {
        Batch batch = filling != null ? filling : free();
        if (batch == null) {
            return false;
        }
        filling = batch;
        batch.add(datagram, path);
        if (batch.count == DATAGRAMS) {
            send();
        }
        return true;
    }

    /** Sends what there is. */
    void send() {
        Batch batch = filling;
        if (batch == null) {
            return;
        }
        filling = null;
        batch.onItsWay = true;
        try {
            to.eventLoop().execute(batch);
        } catch (RejectedExecutionException e) {
            // The server is closing; the loop that is gone needs no datagrams.
            batch.clear();
        }
    }

    private @Nullable Batch free() {
        for (int i = 0; i < BATCHES; i++) {
            Batch batch = batches[i];
            if (batch == null) {
                batch = new Batch();
                batches[i] = batch;
                return batch;
            }
            if (!batch.onItsWay) {
                return batch;
            }
        }
        return null;
    }

    /** Datagrams one after the other, each with room for what work in place needs. */
    private final class Batch implements Runnable {
        private final byte[] bytes = new byte[DATAGRAMS * PacketBuffer.CAPACITY];
        private final int[] lengths = new int[DATAGRAMS];
        private final @Nullable Path[] paths = new @Nullable Path[DATAGRAMS];
        private final PacketBuffer view = PacketBuffer.allocate(0);
        private int count;

        /** Written by the loop that has the batch; hands its memory back to the sender. */
        private volatile boolean onItsWay;

        void add(PacketBuffer datagram, Path path) {
            datagram.getBytes(0, bytes, count * PacketBuffer.CAPACITY, datagram.length());
            lengths[count] = datagram.length();
            paths[count] = path;
            count++;
        }

        /** On the other loop. */
        @Override
        public void run() {
            for (int i = 0; i < count; i++) {
                Path path = paths[i];
                if (path != null) {
                    view.rewrap(bytes, i * PacketBuffer.CAPACITY, lengths[i]);
                    to.receiveFrom(from, view, path);
                }
            }
            clear();
            to.settle();
        }

        void clear() {
            count = 0;
            onItsWay = false;
        }
    }
}
