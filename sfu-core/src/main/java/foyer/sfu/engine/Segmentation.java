package foyer.sfu.engine;

/**
 * Whether a socket sends several datagrams in one piece, to be cut by the kernel or the network
 * card. It does until that is refused: by one receiver's path, whose packets may have to be
 * smaller, it may be; when it is refused time after time nobody takes it, and it is not tried
 * again.
 */
final class Segmentation {
    private static final int PATIENCE = 16;

    private boolean wanted;
    private int refusedInARow;
    private long sends;
    private long datagrams;
    private long refused;

    Segmentation(boolean wanted) {
        this.wanted = wanted;
    }

    /** How many datagrams may be one piece. */
    int mostSegments() {
        return wanted ? SegmentPlan.MOST_SEGMENTS : 1;
    }

    /** A piece left. */
    void sent(int segments) {
        sends++;
        datagrams += segments;
        refusedInARow = 0;
    }

    /**
     * A piece was refused.
     *
     * @return true when that was the last straw
     */
    boolean refused() {
        refused++;
        refusedInARow++;
        if (!wanted || refusedInARow < PATIENCE) {
            return false;
        }
        wanted = false;
        return true;
    }

    /** Pieces that left. */
    long sends() {
        return sends;
    }

    /** The datagrams in them. */
    long datagrams() {
        return datagrams;
    }

    /** Pieces that were refused; their datagrams were sent one by one. */
    long refusals() {
        return refused;
    }
}
