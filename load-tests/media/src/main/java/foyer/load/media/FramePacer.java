package foyer.load.media;

/**
 * When the frames of one source are due: each at its own time from the start, so that lateness does
 * not add up. A source that fell far behind leaves out what it missed instead of sending it as one
 * burst, which would measure the generator and not the server.
 */
final class FramePacer {
    /** Beyond this a frame counts as late. */
    static final long LATE_NANOS = 5_000_000;

    /** Beyond this frames are left out. */
    static final long BEHIND_NANOS = 200_000_000;

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final long startNanos;
    private final int perSecond;
    private long next;
    private long skipped;

    FramePacer(long startNanos, int perSecond) {
        this.startNanos = startNanos;
        this.perSecond = perSecond;
    }

    long nextDueNanos() {
        return startNanos + next * NANOS_PER_SECOND / perSecond;
    }

    /**
     * Takes the next frame when it is due.
     *
     * @return how late it is, negative while it is not due
     */
    long take(long nowNanos) {
        long late = nowNanos - nextDueNanos();
        if (late < 0) {
            return late;
        }
        if (late > BEHIND_NANOS) {
            long missed = late * perSecond / NANOS_PER_SECOND;
            skipped += missed;
            next += missed;
        }
        next++;
        return late;
    }

    /** The number of the frame taken last. */
    long frame() {
        return next - 1;
    }

    /** How many were left out since this was last asked. */
    long takeSkipped() {
        long taken = skipped;
        skipped = 0;
        return taken;
    }
}
