package foyer.sfu.bwe;

/**
 * How many bytes may leave at once, as far as it was seen that the path takes them: trains of
 * packets that were sent together, and how far apart they came (their dispersion: Dovrolis,
 * Ramanathan and Moore, "What do packet dispersion techniques measure?", INFOCOM 2001, 2). A train
 * that came without a queue of its own supports one twice as long, and none supports more than its
 * rate carries in {@link #QUEUE_NANOS}: so neither a wide link before a narrow bucket nor a short
 * buffer is believed more than twice what it has shown. Loss, a delay that rises, and a train that
 * came too slowly take it back at once (RFC 9002 7.7 lets those who know that a path absorbs larger
 * bursts send them).
 */
final class ProvenBurst {
    /** The queue that a burst may make. */
    static final long QUEUE_NANOS = 10_000_000;

    /** Senders' and receivers' buffers are not asked for more; libwebrtc stops at 63 kB. */
    static final int MOST_BYTES = 96_000;

    /** Packets sent so close count as sent at once. */
    private static final long TOGETHER_NANOS = 2_000_000;

    /** Arrivals are told in steps of a quarter of a millisecond. */
    private static final long LEAST_SPREAD_NANOS = 500_000;

    /** The time on the way varies by so much where nothing waits for a burst. */
    private static final long USUAL_NANOS = 20_000_000;

    private static final long HOLD_NANOS = 5_000_000_000L;
    private static final long KEEP_NANOS = 60_000_000_000L;

    private final LeastDelay least = new LeastDelay();
    private final Moment failed = new Moment();
    private long bytes;
    private long provenNanos;
    private boolean open;
    private boolean broken;
    private long trainBytes;
    private long firstBytes;
    private long firstSentNanos;
    private long lastSentNanos;
    private long firstArrivalNanos;
    private long worstNanos;

    /** What may leave at once; 0 while nothing is known. */
    long bytes() {
        return bytes;
    }

    /** True when something spoke against bursts lately, in our time. */
    boolean failedLately(long nowNanos) {
        return failed.within(HOLD_NANOS, nowNanos);
    }

    /** Takes a packet, in the order of arrival, with what went with it uncounted. */
    void add(long size, long sentNanos, long arrivalNanos) {
        long delay = least.above(arrivalNanos - sentNanos, sentNanos);
        long sinceFirst = sentNanos - firstSentNanos;
        if (open && sinceFirst < 0) {
            return; // overtaken: it is of an earlier train
        }
        if (!open || sinceFirst > TOGETHER_NANOS) {
            close();
            begin(size, sentNanos, arrivalNanos);
            return;
        }
        trainBytes += size;
        lastSentNanos = sentNanos;
        // What is held up on the way as a whole comes together, but late.
        long spread = arrivalNanos - firstArrivalNanos - sinceFirst;
        worstNanos = Math.max(worstNanos, Math.max(spread, delay - USUAL_NANOS));
        if (worstNanos > QUEUE_NANOS) {
            broken = true;
            least(supported(), sentNanos);
        }
    }

    private void begin(long size, long sentNanos, long arrivalNanos) {
        open = true;
        broken = false;
        trainBytes = size;
        firstBytes = size;
        firstSentNanos = sentNanos;
        lastSentNanos = sentNanos;
        firstArrivalNanos = arrivalNanos;
        worstNanos = 0;
    }

    /** The rate at which the train came, for as long as a queue may be. */
    private long supported() {
        long rest = trainBytes - firstBytes;
        return firstBytes + rest * QUEUE_NANOS / Math.max(worstNanos, LEAST_SPREAD_NANOS);
    }

    /** The train is complete. */
    private void close() {
        if (!open || trainBytes == firstBytes || broken || failedLately(lastSentNanos)) {
            return;
        }
        long proven = Math.min(Math.min(2 * trainBytes, supported()), MOST_BYTES);
        if (proven >= bytes) {
            bytes = proven;
            provenNanos = lastSentNanos;
        } else if (lastSentNanos - provenNanos > KEEP_NANOS) {
            // What was long ago is believed less and less.
            bytes = Math.max(proven, bytes / 2);
            provenNanos = lastSentNanos;
        }
    }

    private void least(long most, long nowNanos) {
        bytes = Math.min(bytes, most);
        failed.note(nowNanos);
    }

    /** Packets sent about now did not come. */
    void lost(long sentNanos) {
        broken = true;
        least(bytes / 2, sentNanos);
    }

    /** The delay rises, or nothing is told of: what was proven does not hold. */
    void congested(long sentNanos) {
        broken = true;
        least(0, sentNanos);
    }

    /** Forgets the path. */
    void clear() {
        bytes = 0;
        open = false;
        failed.clear();
        least.clear();
    }
}
