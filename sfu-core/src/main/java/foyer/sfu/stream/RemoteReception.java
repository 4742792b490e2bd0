package foyer.sfu.stream;

/** What the receiver reports about our stream (RFC 3550 6.4.1, RFC 3611 4.4). */
final class RemoteReception {
    private final RttEstimate rtt = new RttEstimate();
    private ReportFigures last = new ReportFigures(0, 0, 0, 0, 0, 0);
    private long referenceNtp;
    private long referenceNanos;

    void report(ReportFigures figures, long ntpNow) {
        last = figures;
        // -1 without a sender report of ours: no sample.
        rtt.sample(CompactNtp.rttNanos(ntpNow, figures.lastSr(), figures.dlsr()));
    }

    void referenceTime(long ntp, long nowNanos) {
        referenceNtp = ntp;
        referenceNanos = nowNanos;
    }

    DlrrFigures dlrr(long nowNanos) {
        return CompactNtp.of(referenceNtp) == 0
                ? new DlrrFigures(0, 0)
                : new DlrrFigures(
                        CompactNtp.of(referenceNtp),
                        CompactNtp.ofDuration(nowNanos - referenceNanos));
    }

    ReportFigures last() {
        return last;
    }

    RttEstimate rtt() {
        return rtt;
    }
}
