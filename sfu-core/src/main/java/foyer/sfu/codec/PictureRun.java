package foyer.sfu.codec;

/**
 * The pictures of one source between two switches, and their outgoing numbers. Of the last {@link
 * #WINDOW} pictures it is known which were left out; the others have consecutive numbers.
 */
final class PictureRun {
    /** Over four seconds at 30 pictures a second. */
    static final int WINDOW = 128;

    static final int NO_PICTURE = -1;

    final RollingCounter tl0PicIdx = new RollingCounter(8);
    final RollingCounter keyIdx = new RollingCounter(5);
    private int source;

    /** Source numbers, without wrap-around; −1 before the first. */
    private long first = NO_PICTURE;

    private long newest = NO_PICTURE;

    /** The last outgoing number given, without wrap-around. */
    private long outgoing = NO_PICTURE;

    /** Bit i: picture newest−i is sent. */
    private long recent;

    /** Bit i: picture newest−64−i is sent. */
    private long older;

    void begin(int newSource, PictureRun previous) {
        source = newSource;
        first = NO_PICTURE;
        newest = NO_PICTURE;
        outgoing = previous.outgoing;
        tl0PicIdx.follow(previous.tl0PicIdx);
        keyIdx.follow(previous.keyIdx);
    }

    int source() {
        return source;
    }

    boolean knowsCounters(PayloadFacts facts) {
        return tl0PicIdx.knows(facts.tl0PicIdx()) && keyIdx.knows(facts.keyIdx());
    }

    boolean hasPictures() {
        return newest != NO_PICTURE;
    }

    /** Gives the first picture the next outgoing number, or its own when there was none before. */
    void open(int pictureId) {
        // one round ahead, so that numbers before this stay positive
        first = pictureId + (1L << 15);
        newest = first;
        outgoing = outgoing == NO_PICTURE ? pictureId : outgoing + 1;
        recent = 1;
        older = 0;
    }

    /** The number nearest to the newest that ends in these bits. */
    long extend(int pictureId, int bits) {
        int unused = Integer.SIZE - bits;
        return newest + ((pictureId - (int) newest) << unused >> unused);
    }

    /** Whether a picture is too far from the others to be of the same count. */
    boolean isFar(long picture) {
        return Math.abs(picture - newest) >= WINDOW;
    }

    boolean isAhead(long picture) {
        return picture > newest;
    }

    /** Makes a picture ahead the newest; those between are taken for late, and will be sent. */
    void advance(long picture, int sent) {
        long steps = picture - newest;
        newest = picture;
        outgoing += steps - 1 + sent;
        if (steps >= WINDOW) {
            recent = -1L;
            older = -1L;
        } else if (steps >= Long.SIZE) {
            older = shifted(recent, (int) steps - Long.SIZE);
            recent = -1L;
        } else {
            older = steps == 0 ? older : older << steps | recent >>> (Long.SIZE - steps);
            recent = shifted(recent, (int) steps);
        }
        recent = (recent & -2L) | sent;
    }

    /** The outgoing number of a picture; −1 when it has none or it is no longer known. */
    long outgoing(long picture) {
        long back = newest - picture;
        if (!hasPictures() || picture < first || back < 0 || back >= WINDOW) {
            return -1;
        }
        boolean isRecent = back < Long.SIZE;
        long word = isRecent ? recent : older;
        int bit = (int) back & (Long.SIZE - 1);
        if ((word >>> bit & 1) == 0) {
            return -1;
        }
        int sentAfter = Long.bitCount(word & ((1L << bit) - 1));
        return outgoing - sentAfter - (isRecent ? 0 : Long.bitCount(recent));
    }

    private static long shifted(long word, int steps) {
        return word << steps | ((1L << steps) - 1);
    }

    PictureContinuity.Run state() {
        return new PictureContinuity.Run(
                source, first, newest, outgoing, recent, older, tl0PicIdx.state(), keyIdx.state());
    }

    void restore(PictureContinuity.Run state) {
        source = state.source();
        first = state.firstPicture();
        newest = state.newestPicture();
        outgoing = state.newestOutgoing();
        recent = state.recentlySent();
        older = state.earlierSent();
        tl0PicIdx.restore(state.tl0PicIdx());
        keyIdx.restore(state.keyIdx());
    }
}
