package foyer.load.media;

import foyer.load.rtc.MediaTransport;
import foyer.sfu.bwe.ArrivalReport;
import foyer.sfu.bwe.TransportFeedbackGenerator;
import foyer.sfu.rtcp.TransportFeedback;
import foyer.sfu.rtcp.TransportFeedbackBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells the server when its packets arrived, every 100 ms
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01).
 */
final class ArrivalFeedback {
    private static final int MESSAGE_BYTES = 1200;

    private final long ownSsrc;
    private final TransportFeedbackGenerator generator = new TransportFeedbackGenerator();
    private final TransportFeedbackBuilder builder = new TransportFeedbackBuilder();
    private long mediaSsrc;

    ArrivalFeedback(long ownSsrc) {
        this.ownSsrc = ownSsrc;
    }

    void arrived(int transportSequenceNumber, long ssrc, long nowNanos) {
        mediaSsrc = ssrc;
        generator.record(transportSequenceNumber, nowNanos);
    }

    /** Sends what is due. */
    void send(long nowNanos, MediaTransport over) {
        List<TransportFeedback> messages = due(nowNanos);
        if (!messages.isEmpty()) {
            over.sendRtcp(messages);
        }
    }

    List<TransportFeedback> due(long nowNanos) {
        if (nowNanos - generator.nextDeadlineNanos() < 0) {
            return List.of();
        }
        List<TransportFeedback> messages = new ArrayList<>();
        generator.onDeadline(nowNanos, report -> add(report, messages));
        return messages;
    }

    private void add(ArrivalReport report, List<TransportFeedback> messages) {
        builder.start(report.baseSequenceNumber(), report.referenceNanos(), MESSAGE_BYTES);
        for (int i = 0; i < report.packets(); i++) {
            if (report.received(i)) {
                // The generator's bounds keep what does not fit from happening.
                builder.add(report.sequenceNumber(i), report.arrivalNanos(i));
            }
        }
        if (!builder.isEmpty()) {
            messages.add(builder.build(ownSsrc, mediaSsrc, report.feedbackCount()));
        }
    }
}
