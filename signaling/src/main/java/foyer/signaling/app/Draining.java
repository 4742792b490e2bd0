package foyer.signaling.app;

import foyer.signaling.session.Time;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntSupplier;

/** How long a stop waits for the meetings. Safe on every thread. */
final class Draining {
    static final long LOOK_MILLIS = 250;

    /** Why the waiting is over. */
    enum End {
        /** The last meeting is. */
        EMPTY,
        TIME_OVER,
        /** Whoever stops the server will not wait. */
        HURRIED
    }

    private final IntSupplier rooms;
    private final Time time;
    private final long untilMillis;
    private final CompletableFuture<End> end = new CompletableFuture<>();

    private Draining(IntSupplier rooms, Time time, long millis) {
        this.rooms = rooms;
        this.time = time;
        untilMillis = time.nowMillis() + millis;
    }

    /** Begins to wait for so long at most. */
    static Draining begin(IntSupplier rooms, Time time, long millis) {
        Draining draining = new Draining(rooms, time, millis);
        draining.look();
        return draining;
    }

    private void look() {
        long leftMillis = untilMillis - time.nowMillis();
        if (end.isDone()) {
            return;
        }
        if (rooms.getAsInt() == 0) {
            end.complete(End.EMPTY);
        } else if (leftMillis <= 0) {
            end.complete(End.TIME_OVER);
        } else {
            var _ = time.after(Math.min(LOOK_MILLIS, leftMillis), this::look);
        }
    }

    void hurry() {
        end.complete(End.HURRIED);
    }

    CompletionStage<End> end() {
        return end;
    }
}
