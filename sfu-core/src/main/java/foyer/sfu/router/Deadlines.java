package foyer.sfu.router;

import java.util.Arrays;

/**
 * Who wants to be called when: a binary heap of timed things, each in it at most once. Moving one
 * costs the logarithm of their number and allocates nothing; with nothing due there is no cost.
 * What is due at the same moment is called in the order in which it was set, whatever else is in
 * the heap: a replay has no ICE agents to wait for.
 */
final class Deadlines {
    /** Something with a deadline. */
    abstract static class Timed {
        private long dueNanos;
        private long turn;
        private int index = -1;

        /** The deadline has passed; the new one is set by the caller. */
        abstract void onDeadline(long nowNanos, RouterOutput out);

        /** {@code Long.MAX_VALUE} is never. */
        abstract long nextDeadlineNanos();

        private boolean isBefore(Timed other) {
            long difference = dueNanos - other.dueNanos;
            return difference != 0 ? difference < 0 : turn - other.turn < 0;
        }
    }

    private Timed[] heap = new Timed[16];
    private int size;
    private long turns;

    /** The earliest deadline; {@code Long.MAX_VALUE} is never. */
    long nextDeadlineNanos() {
        return size == 0 ? Long.MAX_VALUE : heap[0].dueNanos;
    }

    /** Takes the thing's deadline as it is now. */
    void update(Timed timed) {
        long due = timed.nextDeadlineNanos();
        if (due == Long.MAX_VALUE) {
            remove(timed);
            return;
        }
        if (timed.index < 0) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, size * 2);
            }
            timed.dueNanos = due;
            timed.turn = turns++;
            place(timed, size++);
            up(timed.index);
        } else if (timed.dueNanos != due) {
            timed.dueNanos = due;
            timed.turn = turns++;
            up(timed.index);
            down(timed.index);
        }
    }

    void remove(Timed timed) {
        int hole = timed.index;
        if (hole < 0) {
            return;
        }
        timed.index = -1;
        Timed last = heap[--size];
        heap[size] = heap[0]; // forgets what was there
        if (hole < size) {
            place(last, hole);
            up(hole);
            down(last.index);
        }
    }

    /** Calls everything that is due. */
    void run(long nowNanos, RouterOutput out) {
        // A thing may be due again at once; the bound keeps a mistake from stopping the loop.
        for (int i = 0; i < 10_000 && size > 0 && heap[0].dueNanos - nowNanos <= 0; i++) {
            Timed first = heap[0];
            first.onDeadline(nowNanos, out);
            if (first.index >= 0) {
                update(first);
            }
        }
    }

    private void place(Timed timed, int index) {
        heap[index] = timed;
        timed.index = index;
    }

    private void up(int start) {
        int at = start;
        Timed timed = heap[at];
        while (at > 0 && timed.isBefore(heap[(at - 1) / 2])) {
            place(heap[(at - 1) / 2], at);
            at = (at - 1) / 2;
        }
        place(timed, at);
    }

    private void down(int start) {
        int at = start;
        Timed timed = heap[at];
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && heap[child + 1].isBefore(heap[child])) {
                child++;
            }
            if (!heap[child].isBefore(timed)) {
                break;
            }
            place(heap[child], at);
            at = child;
        }
        place(timed, at);
    }
}
