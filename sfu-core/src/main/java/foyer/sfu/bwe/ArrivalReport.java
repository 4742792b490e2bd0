package foyer.sfu.bwe;

/**
 * What one transport-wide feedback message says (draft-holmer-rmcat-transport-wide-cc-extensions-01
 * 3.1), before it is put into RTCP's units. Its first packet may be a lost one, its last never is.
 */
public final class ArrivalReport {
    private static final long NOT_RECEIVED = ArrivalWindow.NOT_RECEIVED;

    private final int baseSequenceNumber;
    private final int feedbackCount;
    private final long[] arrivalNanos;

    ArrivalReport(int baseSequenceNumber, int feedbackCount, long[] arrivalNanos) {
        this.baseSequenceNumber = baseSequenceNumber;
        this.feedbackCount = feedbackCount;
        this.arrivalNanos = arrivalNanos;
    }

    /** The transport-wide number of packet 0, 0…65535. */
    public int baseSequenceNumber() {
        return baseSequenceNumber;
    }

    /** A counter of these messages, 0…255. */
    public int feedbackCount() {
        return feedbackCount;
    }

    /** How many packets it speaks of, lost ones included. */
    public int packets() {
        return arrivalNanos.length;
    }

    /** The number of packet {@code index}, 0…65535. */
    public int sequenceNumber(int index) {
        return (baseSequenceNumber + index) & 0xffff;
    }

    public boolean received(int index) {
        return arrivalNanos[index] != NOT_RECEIVED;
    }

    /** When packet {@code index} came; only for one that did. */
    public long arrivalNanos(int index) {
        if (!received(index)) {
            throw new IllegalArgumentException("not received: " + index);
        }
        return arrivalNanos[index];
    }

    /** When the first received packet came: a reference time is made of it. */
    public long referenceNanos() {
        int first = 0;
        while (!received(first)) {
            first++;
        }
        return arrivalNanos[first];
    }
}
