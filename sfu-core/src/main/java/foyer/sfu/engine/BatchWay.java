package foyer.sfu.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A way from one loop to another whose messages are batches of lent memory: a batch is filled here,
 * read there, and used again here. There are only so many, and they are made as they are needed.
 * One that was sent and is not being read yet is taken back and added to, so that a loop that is
 * late finds few full ones.
 */
final class BatchWay<B extends BatchWay.Batch> {
    /** What crosses at once. Its content belongs to one of the loops, by turns. */
    abstract static class Batch implements Runnable {
        private static final int HERE = 0;
        private static final int SENT = 1;
        private static final int BEING_READ = 2;

        /** Whose the content is: what hands it over. */
        private final AtomicInteger state = new AtomicInteger(HERE);

        /** Whether the batch is in the other loop's queue. */
        private volatile boolean called;

        /** On the other loop: takes out what is in it. */
        abstract void read();

        /** Makes it empty. */
        abstract void clear();

        @Override
        public final void run() {
            called = false;
            // Else it was taken back, and the other loop is called again.
            if (state.compareAndSet(SENT, BEING_READ)) {
                try {
                    read();
                } finally {
                    giveBack();
                }
            }
        }

        private void giveBack() {
            clear();
            state.set(HERE);
        }
    }

    private final Loop to;
    private final int most;
    private final Supplier<B> maker;
    private final List<B> batches = new ArrayList<>();
    private @Nullable B filling;
    private @Nullable B last;

    BatchWay(Loop to, int most, Supplier<B> maker) {
        this.to = to;
        this.most = most;
        this.maker = maker;
    }

    /** The batch to add to; null when all are on their way. */
    @Nullable B filling() {
        if (filling == null) {
            B sent = last;
            last = null;
            filling = sent != null && takenBack(sent) ? sent : free();
        }
        return filling;
    }

    private static boolean takenBack(Batch batch) {
        return batch.state.compareAndSet(Batch.SENT, Batch.HERE);
    }

    /** Sends what there is. */
    void send() {
        if (filling != null) {
            send(filling);
            last = filling;
            filling = null;
        }
    }

    /** Sends what there is, and adds nothing to it any more. */
    void seal() {
        send();
        last = null;
    }

    private void send(Batch batch) {
        batch.state.set(Batch.SENT);
        if (batch.called) {
            return;
        }
        batch.called = true;
        try {
            to.eventLoop().execute(batch);
        } catch (RejectedExecutionException e) {
            // The server is closing; the loop that is gone needs nothing.
            batch.called = false;
            batch.giveBack();
        }
    }

    private @Nullable B free() {
        for (int i = 0; i < batches.size(); i++) {
            B batch = batches.get(i);
            if (((Batch) batch).state.get() == Batch.HERE) {
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
