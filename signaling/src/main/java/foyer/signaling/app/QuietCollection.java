package foyer.signaling.app;

import foyer.signaling.session.Time;
import java.util.function.IntSupplier;

/**
 * Collects all garbage once the last room is gone: that stops the process for a tenth of a second,
 * which then nobody notices, and gives memory back. What meetings leave behind would otherwise wait
 * until it fills the heap, which may be in the midst of one.
 */
final class QuietCollection implements AutoCloseable {
    static final long INTERVAL_MILLIS = 10_000;

    private final IntSupplier rooms;
    private final Time time;
    private final Runnable collection;
    private boolean needed;
    private boolean quiet;
    private volatile boolean closed;

    private QuietCollection(IntSupplier rooms, Time time, Runnable collection) {
        this.rooms = rooms;
        this.time = time;
        this.collection = collection;
    }

    /** Begins to watch how many rooms there are. */
    static QuietCollection start(IntSupplier rooms, Time time, Runnable collection) {
        QuietCollection watch = new QuietCollection(rooms, time, collection);
        watch.again();
        return watch;
    }

    private void again() {
        var _ = time.after(INTERVAL_MILLIS, this::look);
    }

    private void look() {
        if (closed) {
            return;
        }
        boolean empty = rooms.getAsInt() == 0;
        if (!empty) {
            needed = true;
        } else if (needed && quiet) {
            // Seen twice: whoever reloads the page is back by then.
            needed = false;
            collection.run();
        }
        quiet = empty;
        again();
    }

    @Override
    public void close() {
        closed = true;
    }
}
