package foyer.sfu.bwe;

import foyer.sfu.wire.SerialNumbers;
import java.util.concurrent.TimeUnit;

/**
 * Tells a sender when its packets arrived (draft-holmer-rmcat-transport-wide-cc-extensions-01), so
 * that it can estimate the bandwidth of its uplink. Follows libwebrtc's
 * TransportSequenceNumberFeedbackGenerator: a report at most every 100 ms and none while nothing
 * comes; arrivals are kept for 500 ms, and a packet that comes after its loss was reported makes
 * the next report start with it, repeating what follows.
 */
public final class TransportFeedbackGenerator {
    /** libwebrtc's default interval; it varies it between 50 and 250 ms with the bitrate. */
    static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** libwebrtc's back window. */
    static final long BACK_WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /**
     * With these three the largest message has 20 + 2 · 1000/7 + 2 · 400 bytes and fits into 1200,
     * whatever was lost.
     */
    static final int MAX_PACKETS = 1000;

    static final int MAX_RECEIVED = 400;
    static final int MAX_LEADING_GAP = 500;

    /** A delta has 16 bits of 250 µs: ±8.19 s. */
    static final long MAX_DELTA_NANOS = TimeUnit.SECONDS.toNanos(8);

    /** Where reports go; passed per call. */
    public interface Output {
        void report(ArrivalReport report);
    }

    private final ArrivalWindow window = new ArrivalWindow();
    private boolean started;
    private boolean reported;
    private long reportFrom;
    private long lastArrivalNanos;
    private long lastReportNanos;
    private long deadlineNanos;
    private int feedbackCount;

    /**
     * Notes a packet; allocates nothing once the window has its size.
     *
     * @param sequenceNumber its transport-wide sequence number, 0…65535
     */
    public void record(int sequenceNumber, long nowNanos) {
        long sequence =
                started ? SerialNumbers.extend16(window.end() - 1, sequenceNumber) : sequenceNumber;
        if (!started || isNewStart(sequence, nowNanos)) {
            started = true;
            window.restartAt(sequence);
            reportFrom = sequence;
        }
        boolean wasPending = isPending();
        if (!wasPending) {
            window.forget(nowNanos - BACK_WINDOW_NANOS);
        }
        if (!window.add(sequence, nowNanos)) {
            return;
        }
        lastArrivalNanos = nowNanos;
        reportFrom = Math.max(window.begin(), Math.min(reportFrom, sequence));
        if (!wasPending) {
            schedule(nowNanos);
        }
    }

    /** When the next report is due; {@code Long.MAX_VALUE} while there is nothing to report. */
    public long nextDeadlineNanos() {
        return isPending() ? deadlineNanos : Long.MAX_VALUE;
    }

    public void onDeadline(long nowNanos, Output out) {
        if (!isPending() || nowNanos - deadlineNanos < 0) {
            return;
        }
        lastReportNanos = nowNanos;
        reported = true;
        while (isPending()) {
            out.report(nextReport());
        }
    }

    /** The newest in the window was received, so what is not reported has an arrival in it. */
    private boolean isPending() {
        return started && reportFrom < window.end();
    }

    /**
     * True when the number does not go on from the ones before: too far ahead, or behind them when
     * nothing has come for a while. The numbers have then wrapped unseen, or the sender has begun
     * anew.
     */
    private boolean isNewStart(long sequence, long nowNanos) {
        boolean idle = nowNanos - lastArrivalNanos >= BACK_WINDOW_NANOS;
        return sequence - window.end() >= ArrivalWindow.MAX_SPAN
                || (idle && sequence < window.end());
    }

    private void schedule(long nowNanos) {
        boolean soon = reported && nowNanos - lastReportNanos < INTERVAL_NANOS;
        deadlineNanos = (soon ? lastReportNanos : nowNanos) + INTERVAL_NANOS;
    }

    private ArrivalReport nextReport() {
        long first = reportFrom;
        while (window.at(first) == ArrivalWindow.NOT_RECEIVED) {
            first++;
        }
        long base = Math.max(reportFrom, first - MAX_LEADING_GAP);
        reportFrom = endOfReport(base, first);
        ArrivalReport report =
                new ArrivalReport(
                        (int) base & 0xffff, feedbackCount, window.copy(base, reportFrom));
        feedbackCount = (feedbackCount + 1) & 0xff;
        return report;
    }

    /** The number after the last received one that fits into a report. */
    private long endOfReport(long base, long first) {
        long limit = Math.min(window.end(), base + MAX_PACKETS);
        long last = first;
        int received = 1;
        for (long next = first + 1; next < limit && received < MAX_RECEIVED; next++) {
            long arrival = window.at(next);
            if (arrival == ArrivalWindow.NOT_RECEIVED) {
                continue;
            }
            if (Math.abs(arrival - window.at(last)) > MAX_DELTA_NANOS) {
                break;
            }
            last = next;
            received++;
        }
        return last + 1;
    }
}
