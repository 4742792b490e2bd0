package foyer.sfu.forward;

import foyer.sfu.forward.FrameMemory.Fate;

/**
 * What was decided about the last pictures and their frames, one of each spatial layer. The layer
 * that a picture ends with is decided with its first frame: the others follow, whenever they come,
 * for the marker is on the last packet of that layer and on no other.
 */
final class PictureMemory {
    private final RecentNames names = new RecentNames();
    private final byte[] top = new byte[RecentNames.PLACES];

    /** Bit s: the frame of spatial layer s goes out. */
    private final byte[] sent = new byte[RecentNames.PLACES];

    /** Bit s: it does not. */
    private final byte[] leftOut = new byte[RecentNames.PLACES];

    private long wanted;
    private long stacked;

    /** Where the picture is remembered, {@link RecentNames#NONE} if it is not. */
    int find(long name) {
        return names.find(name);
    }

    /**
     * A picture of which nothing was decided yet.
     *
     * @param topLayer the spatial layer that it ends with
     * @param isWanted whether anything of its temporal layer goes out
     * @param isStacked whether its upper layers need those below
     */
    int add(long name, int topLayer, boolean isWanted, boolean isStacked) {
        int at = names.add(name);
        top[at] = (byte) topLayer;
        sent[at] = 0;
        leftOut[at] = 0;
        wanted = isWanted ? wanted | 1L << at : wanted & ~(1L << at);
        stacked = isStacked ? stacked | 1L << at : stacked & ~(1L << at);
        return at;
    }

    int top(int picture) {
        return top[picture];
    }

    /** As nothing of it went out yet it may end with another layer. */
    void top(int picture, int layer) {
        top[picture] = (byte) layer;
    }

    boolean isWanted(int picture) {
        return (wanted >>> picture & 1) != 0;
    }

    boolean isStacked(int picture) {
        return (stacked >>> picture & 1) != 0;
    }

    boolean isAnySent(int picture) {
        return sent[picture] != 0;
    }

    boolean isLeftOut(int picture, int layer) {
        return (leftOut[picture] >> layer & 1) != 0;
    }

    void decide(int picture, int layer, boolean goesOut) {
        byte[] layers = goesOut ? sent : leftOut;
        layers[picture] |= (byte) (1 << layer);
    }

    Fate fate(int picture, int layer) {
        if ((sent[picture] >> layer & 1) != 0) {
            return layer == top[picture] ? Fate.SENT_LAST : Fate.SENT;
        }
        return isLeftOut(picture, layer) ? Fate.LEFT_OUT : Fate.UNKNOWN;
    }
}
