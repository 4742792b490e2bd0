package foyer.sfu.router;

import foyer.sfu.bwe.ArrivalReport;
import foyer.sfu.bwe.TransportFeedbackGenerator;
import foyer.sfu.rtcp.TransportFeedbackBuilder;
import foyer.sfu.rtp.ExtensionIds;
import foyer.sfu.rtp.HeaderExtension;
import foyer.sfu.rtp.RtpExtensions;
import foyer.sfu.rtp.RtpPacket;
import java.util.List;

/** Tells a sender which of its packets came when, so that it can estimate its uplink. */
final class PeerFeedback extends Deadlines.Timed {
    private final Peer peer;
    private final TransportFeedbackGenerator generator = new TransportFeedbackGenerator();
    private final TransportFeedbackBuilder builder = new TransportFeedbackBuilder();
    private long mediaSsrc;

    PeerFeedback(Peer peer) {
        this.peer = peer;
    }

    void received(RtpPacket packet, ExtensionIds ids, long nowNanos) {
        int id = ids.id(HeaderExtension.TRANSPORT_WIDE_CC);
        int sequence = id == 0 ? -1 : RtpExtensions.transportSequenceNumber(packet, id);
        if (sequence >= 0) {
            mediaSsrc = packet.ssrc();
            generator.record(sequence, nowNanos);
            peer.router().deadlines().update(this);
        }
    }

    @Override
    long nextDeadlineNanos() {
        return generator.nextDeadlineNanos();
    }

    @Override
    void onDeadline(long nowNanos, RouterOutput out) {
        generator.onDeadline(nowNanos, report -> transmit(report, out));
    }

    private void transmit(ArrivalReport report, RouterOutput out) {
        builder.start(report.baseSequenceNumber(), report.referenceNanos(), Peer.RTCP_BYTES);
        for (int i = 0; i < report.packets(); i++) {
            // What does not fit is missing in this report, and told in no other: the sender counts
            // it as lost. The generator's bounds keep that from happening.
            if (report.received(i)
                    && !builder.add(report.sequenceNumber(i), report.arrivalNanos(i))) {
                break;
            }
        }
        if (!builder.isEmpty()) {
            peer.transmit(
                    List.of(builder.build(peer.rtcpSsrc(), mediaSsrc, report.feedbackCount())),
                    out);
        }
    }
}
