package foyer.load.measure;

/**
 * Looks for the largest number that holds: half as many again while it does, then the middle
 * between what did and what did not, until they are a tenth apart.
 */
public final class Search {
    private static final double GROWTH = 1.5;
    private static final double CLOSE = 0.1;

    private final int most;
    private int held;
    private int broke;
    private int next;

    /** From a first number up to the most that makes sense to try. */
    public Search(int first, int most) {
        this.most = most;
        broke = most + 1;
        next = Math.min(first, most);
    }

    public boolean isOver() {
        return broke - held <= Math.max(1, held * CLOSE);
    }

    /** What to try next. */
    public int next() {
        return next;
    }

    /** Takes what came of {@link #next}. */
    public void tried(boolean holds) {
        if (holds) {
            held = next;
        } else {
            broke = next;
        }
        next =
                broke > most
                        ? Math.min(most, Math.max(held + 1, (int) (held * GROWTH)))
                        : (held + broke) / 2;
    }

    /** The largest that held, 0 when none did. */
    public int held() {
        return held;
    }
}
