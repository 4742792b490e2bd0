package foyer.sfu.codec;

/**
 * Where a stream of H.264 can be entered: at its parameters, with which the key frame begins, or,
 * where these are told elsewhere, at the first slice. A key frame whose beginning is missing is
 * none: its parameters may be missing too. One instance per stream.
 */
public final class H264Entrance {
    private static final long NONE = -1;

    private long newest = NONE;
    private long picture;

    /** Nothing is missing since the first packet of the picture. */
    private boolean whole;

    private boolean parameters;

    /** The numbers of the stream begin anew. */
    public void restart() {
        newest = NONE;
    }

    /**
     * Takes note of a packet that is behind all others of its stream, and takes the key frame off
     * its facts where it is no entrance.
     *
     * @param sequence extended
     */
    public void follow(long sequence, long timestamp, PayloadFacts facts) {
        // Of the first packet of all it is not known whether it begins its picture.
        boolean follows = newest != NONE && sequence == newest + 1;
        if (newest == NONE || timestamp != picture) {
            picture = timestamp;
            whole = follows;
            parameters = false;
        } else {
            whole &= follows;
        }
        newest = sequence;
        if (facts.parameters()) {
            parameters = true;
        } else if (parameters || !whole) {
            facts.set(PayloadFacts.KEY_FRAME, false);
        }
    }
}
