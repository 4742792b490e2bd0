package foyer.sfu.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A way from one loop to another whose messages are batches of lent memory: a batch is filled here,
 * read there, and used again here. There are only so many, and they are made as they are needed.
 */
final class BatchWay<B extends BatchWay.Batch> {
    /** What crosses at once. Its content belongs to one of the loops, by turns. */
    abstract static class Batch implements Runnable {
        /** Written by the loop that has the batch; hands its memory back to the sender. */
        private volatile boolean onItsWay;

        /** On the other loop: takes out what is in it. */
        abstract void read();

        /** Makes it empty. */
        abstract void clear();

        @Override
        public final void run() {
            try {
                read();
            } finally {
                giveBack();
            }
        }

        private void giveBack() {
            clear();
            onItsWay = false;
        }
    }

    private final Loop to;
    private final int most;
    private final Supplier<B> maker;
    private final List<B> batches = new ArrayList<>();
    private @Nullable B filling;

    BatchWay(Loop to, int most, Supplier<B> maker) {
        this.to = to;
        this.most = most;
        this.maker = maker;
    }

    /** The batch to add to; null when all are on their way. */
    @Nullable B filling() {
        if (filling == null) {
            filling = free();
        }
        return filling;
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
            // The server is closing; the loop that is gone needs nothing.
            batch.giveBack();
        }
    }

    private @Nullable B free() {
        for (int i = 0; i < batches.size(); i++) {
            B batch = batches.get(i);
            if (!((Batch) batch).onItsWay) {
                return batch;
            }
        }
        if (batches.size() == most) {
            return null;
        }
        B made = maker.get();
        batches.add(made);
        return made;
    }
}
