package foyer.signaling.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets each address try only so many wrong secrets. A try holds a token of its address from before
 * it is decided, so that tries at the same time cannot be more than there are tokens, and gives it
 * back when the secret was right. Who finds no token while others hold some waits for what becomes
 * of them: many right secrets at once are all right. Safe on every thread.
 */
final class SecretTries {
    private final AddressBuckets tokens;

    /** Addresses with tries that are not decided. */
    private final Map<String, Undecided> undecided = new HashMap<>();

    private static final class Undecided {
        private final Queue<Try> waiting = new ArrayDeque<>();
        private int holding;
    }

    /** How far a try is. */
    private enum Stage {
        WAITING,
        HOLDING,
        DONE
    }

    /** One try; what it does is run outside of every lock. */
    final class Try {
        private final String address;
        private final Consumer<Try> start;
        private final Consumer<Try> refusal;
        private Stage stage = Stage.WAITING;

        private Try(String address, Consumer<Try> start, Consumer<Try> refusal) {
            this.address = address;
            this.start = start;
            this.refusal = refusal;
        }

        /** Goes on now, waits, or is refused. */
        void begin() {
            run(SecretTries.this.begin(this));
        }

        /** The secret was right, or none was looked at; only the first word counts. */
        void succeeded() {
            run(settle(this, true));
        }

        /** The secret was wrong, or nobody will know; true when this is the first word. */
        boolean failed() {
            List<Runnable> then = settle(this, false);
            if (then == null) {
                return false;
            }
            run(then);
            return true;
        }
    }

    SecretTries(AddressBuckets tokens) {
        this.tokens = tokens;
    }

    /**
     * A try that has not begun.
     *
     * @param start decides it, and says later how it went
     * @param refusal runs instead of it
     */
    Try of(String address, Consumer<Try> start, Consumer<Try> refusal) {
        return new Try(address, start, refusal);
    }

    /** A wrong secret where none was expected: counts for those to come. */
    void failedUnexpectedly(String address) {
        var _ = tokens.take(address);
    }

    private synchronized List<Runnable> begin(Try wanted) {
        Undecided here = undecided.get(wanted.address);
        if (here != null && !here.waiting.isEmpty()) {
            here.waiting.add(wanted);
            return List.of();
        }
        if (tokens.take(wanted.address)) {
            undecided.computeIfAbsent(wanted.address, a -> new Undecided()).holding++;
            wanted.stage = Stage.HOLDING;
            return List.of(() -> wanted.start.accept(wanted));
        }
        if (here == null) {
            wanted.stage = Stage.DONE;
            return List.of(() -> wanted.refusal.accept(wanted));
        }
        here.waiting.add(wanted);
        return List.of();
    }

    /** What is to be done next; null when the try was settled before. */
    private synchronized @Nullable List<Runnable> settle(Try settled, boolean right) {
        Undecided here = undecided.get(settled.address);
        if (settled.stage == Stage.DONE || here == null) {
            return null;
        }
        if (settled.stage == Stage.HOLDING) {
            here.holding--;
            if (right) {
                tokens.giveBack(settled.address);
            }
        } else {
            here.waiting.remove(settled);
        }
        settled.stage = Stage.DONE;
        return next(settled.address, here);
    }

    private List<Runnable> next(String address, Undecided here) {
        List<Runnable> next = new ArrayList<>();
        while (!here.waiting.isEmpty() && tokens.take(address)) {
            Try first = here.waiting.remove();
            first.stage = Stage.HOLDING;
            here.holding++;
            next.add(() -> first.start.accept(first));
        }
        if (here.holding == 0) {
            for (Try refused : here.waiting) {
                refused.stage = Stage.DONE;
                next.add(() -> refused.refusal.accept(refused));
            }
            undecided.remove(address);
        }
        return next;
    }

    private static void run(@Nullable List<Runnable> actions) {
        if (actions != null) {
            actions.forEach(Runnable::run);
        }
    }

    /** Addresses with tries that are not decided. */
    synchronized int undecidedAddresses() {
        return undecided.size();
    }
}
