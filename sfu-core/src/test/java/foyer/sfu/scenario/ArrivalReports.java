package foyer.sfu.scenario;

import foyer.sfu.bwe.ArrivalReport;
import foyer.sfu.bwe.TransportFeedbackGenerator;
import foyer.sfu.rtcp.RtcpMessage;
import foyer.sfu.rtcp.TransportFeedbackBuilder;
import java.util.ArrayList;
import java.util.List;

/** A browser's transport-wide feedback: what came when, about every 100 ms. */
final class ArrivalReports {
    private final TransportFeedbackGenerator generator = new TransportFeedbackGenerator();
    private final TransportFeedbackBuilder builder = new TransportFeedbackBuilder();
    private long mediaSsrc;
    private long reports;

    void received(int number, long ssrc, long nowNanos) {
        mediaSsrc = ssrc;
        generator.record(number, nowNanos);
    }

    List<RtcpMessage> due(long rtcpSsrc, long nowNanos) {
        List<RtcpMessage> messages = new ArrayList<>();
        generator.onDeadline(nowNanos, report -> messages.add(message(report, rtcpSsrc)));
        reports += messages.size();
        return messages;
    }

    long reports() {
        return reports;
    }

    private RtcpMessage message(ArrivalReport report, long rtcpSsrc) {
        builder.start(report.baseSequenceNumber(), report.referenceNanos(), 1200);
        for (int i = 0; i < report.packets(); i++) {
            if (report.received(i)) {
                builder.add(report.sequenceNumber(i), report.arrivalNanos(i));
            }
        }
        return builder.build(rtcpSsrc, mediaSsrc, report.feedbackCount());
    }
}
