package foyer.sfu.bwe;

/**
 * Joins packets sent within 5 ms, or delivered in one go, to groups, and tells how much the time
 * between two groups changed on the way (draft-ietf-rmcat-gcc-02 5.2, 5.3; the limits are those of
 * libwebrtc's InterArrivalDelta). Arrival times count only by difference, so that neither the
 * receiver's clock nor the time at which we read its feedback matters.
 */
final class PacketGroups {
    private static final long GROUP_NANOS = 5_000_000;
    private static final long BURST_GAP_NANOS = 5_000_000;
    private static final long MAX_BURST_NANOS = 100_000_000;
    private static final long MAX_JUMP_NANOS = 3_000_000_000L;
    private static final int MAX_REORDERED = 3;

    private boolean started;
    private long firstSentNanos;
    private long lastSentNanos;
    private long firstArrivalNanos;
    private long lastArrivalNanos;
    private boolean before;
    private long beforeSentNanos;
    private long beforeArrivalNanos;
    private int reordered;
    private long sentDeltaNanos;
    private long arrivalDeltaNanos;

    /** Between the two groups before the last one that began. */
    long sentDeltaNanos() {
        return sentDeltaNanos;
    }

    long arrivalDeltaNanos() {
        return arrivalDeltaNanos;
    }

    /**
     * Takes a packet, in the order of arrival.
     *
     * @return true when a group is complete: the deltas are new
     */
    boolean add(long sentNanos, long arrivalNanos) {
        if (!started) {
            begin(sentNanos, arrivalNanos);
            return false;
        }
        if (sentNanos - firstSentNanos < 0) {
            return false;
        }
        if (sentNanos - firstSentNanos <= GROUP_NANOS || isBurst(sentNanos, arrivalNanos)) {
            lastSentNanos = Math.max(lastSentNanos, sentNanos);
            lastArrivalNanos = arrivalNanos;
            return false;
        }
        boolean complete = before && delta();
        if (!started) {
            return false;
        }
        before = true;
        beforeSentNanos = lastSentNanos;
        beforeArrivalNanos = lastArrivalNanos;
        begin(sentNanos, arrivalNanos);
        return complete;
    }

    private boolean delta() {
        long sent = lastSentNanos - beforeSentNanos;
        long arrival = lastArrivalNanos - beforeArrivalNanos;
        if (Math.abs(arrival - sent) > MAX_JUMP_NANOS) {
            clear();
            return false;
        }
        if (arrival < 0) {
            reordered++;
            if (reordered >= MAX_REORDERED) {
                clear();
            }
            return false;
        }
        reordered = 0;
        sentDeltaNanos = sent;
        arrivalDeltaNanos = arrival;
        return true;
    }

    private boolean isBurst(long sentNanos, long arrivalNanos) {
        long arrivalGap = arrivalNanos - lastArrivalNanos;
        long queued = arrivalGap - (sentNanos - lastSentNanos);
        return queued < 0
                && arrivalGap <= BURST_GAP_NANOS
                && arrivalNanos - firstArrivalNanos < MAX_BURST_NANOS;
    }

    private void begin(long sentNanos, long arrivalNanos) {
        started = true;
        firstSentNanos = sentNanos;
        lastSentNanos = sentNanos;
        firstArrivalNanos = arrivalNanos;
        lastArrivalNanos = arrivalNanos;
    }

    /** Begins anew: what comes is not comparable with what was. */
    void clear() {
        started = false;
        before = false;
        reordered = 0;
    }
}
