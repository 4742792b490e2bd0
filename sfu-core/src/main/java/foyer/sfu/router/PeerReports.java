package foyer.sfu.router;

import foyer.sfu.rtcp.ExtendedReport;
import foyer.sfu.rtcp.ReceiverEstimatedMaximumBitrate;
import foyer.sfu.rtcp.ReceiverReport;
import foyer.sfu.rtcp.ReportBlock;
import foyer.sfu.rtcp.RtcpMessage;
import foyer.sfu.rtcp.SenderReport;
import foyer.sfu.rtcp.SourceDescription;
import foyer.sfu.stream.CompactNtp;
import foyer.sfu.stream.DlrrFigures;
import foyer.sfu.stream.ReportFigures;
import foyer.sfu.stream.SenderReportFigures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The regular RTCP of one peer: sender reports for what it is sent, receiver reports for what it
 * sends, about once a second while anything flows and not at all while nothing does.
 */
final class PeerReports extends Deadlines.Timed {
    private static final long INTERVAL_NANOS = 1_000_000_000L;
    private static final int MAX_BLOCKS = 31;

    private final Peer peer;
    private long dueNanos = Long.MAX_VALUE;
    private boolean traffic;
    private long referenceSsrc;
    private long referenceNtp;
    private long referenceArrivedNanos;
    private boolean referenced;

    PeerReports(Peer peer) {
        this.peer = peer;
    }

    /** Something flowed: the next report is due in its time. */
    void arm(long nowNanos) {
        traffic = true;
        if (dueNanos == Long.MAX_VALUE) {
            dueNanos = nowNanos + peer.router().chance().spread(INTERVAL_NANOS / 2);
            peer.router().deadlines().update(this);
        }
    }

    /**
     * The receiver told its time (RFC 3611 4.4): it hears how long ago, and knows its round trip.
     */
    void referenceTime(long ssrc, long ntp, long nowNanos) {
        referenceSsrc = ssrc;
        referenceNtp = ntp;
        referenceArrivedNanos = nowNanos;
        referenced = true;
    }

    @Override
    long nextDeadlineNanos() {
        return dueNanos;
    }

    @Override
    void onDeadline(long nowNanos, RouterOutput out) {
        boolean trimmed = trim(nowNanos);
        if (!traffic && trimmed) {
            dueNanos = Long.MAX_VALUE;
            return;
        }
        dueNanos = nowNanos + peer.router().chance().spread(INTERVAL_NANOS);
        if (!traffic) {
            return;
        }
        traffic = false;
        long ntp = peer.router().ntp(nowNanos);
        List<RtcpMessage> messages = new ArrayList<>();
        addSenderReports(messages, nowNanos, ntp);
        addReceiverReports(messages, nowNanos, ntp);
        peer.transmit(messages, out);
    }

    /** Gives back what nobody will ask for; false while there is something to be asked for. */
    private boolean trim(long nowNanos) {
        boolean trimmed = peer.router().packetPool().trim(nowNanos);
        for (Consumer consumer : peer.consumers()) {
            trimmed &= consumer.send().trim(nowNanos);
            // One that came by a pipe is no peer's.
            trimmed &= consumer.producer().intake().trim(nowNanos);
        }
        for (Producer producer : peer.producers()) {
            trimmed &= producer.intake().trim(nowNanos);
        }
        return trimmed;
    }

    private void addSenderReports(List<RtcpMessage> messages, long nowNanos, long ntp) {
        long sender = peer.rtcpSsrc();
        boolean any = false;
        for (Consumer consumer : peer.consumers()) {
            SenderReportFigures figures = consumer.send().senderReport(nowNanos, ntp);
            if (figures == null) {
                continue;
            }
            any = true;
            sender = consumer.ssrc();
            messages.add(
                    new SenderReport(
                            sender,
                            figures.ntp(),
                            figures.rtpTimestamp(),
                            figures.packetCount(),
                            figures.octetCount(),
                            List.of()));
            String cname = cname(consumer);
            if (cname != null) {
                messages.add(SourceDescription.ofCname(sender, cname));
            }
        }
        if (any && referenced) {
            DlrrFigures dlrr = dlrr(nowNanos);
            messages.add(
                    new ExtendedReport(
                            sender,
                            List.of(
                                    new ExtendedReport.DelaySinceLastReceiverReport(
                                            List.of(
                                                    new ExtendedReport.Delay(
                                                            referenceSsrc,
                                                            dlrr.lastRr(),
                                                            dlrr.delay()))))));
        }
    }

    private static @Nullable String cname(Consumer consumer) {
        return consumer.parameters().rtcp().cname();
    }

    private DlrrFigures dlrr(long nowNanos) {
        return new DlrrFigures(
                CompactNtp.of(referenceNtp),
                CompactNtp.ofDuration(nowNanos - referenceArrivedNanos));
    }

    private void addReceiverReports(List<RtcpMessage> messages, long nowNanos, long ntp) {
        List<ReportBlock> blocks = new ArrayList<>();
        List<Long> ssrcs = new ArrayList<>();
        for (Producer producer : peer.producers()) {
            boolean remb = producer.codecs().hasFeedback("goog-remb", "");
            for (ProducerStream stream : producer.streams()) {
                if (stream.ssrc() < 0) {
                    continue;
                }
                ReportFigures figures = stream.receive().report(nowNanos);
                peer.router()
                        .traffic()
                        .lost(
                                Traffic.Direction.IN,
                                stream.lossMark().rise(figures.cumulativeLost()));
                if (blocks.size() < MAX_BLOCKS) {
                    blocks.add(block(stream.ssrc(), figures));
                }
                if (remb) {
                    ssrcs.add(stream.ssrc());
                }
            }
        }
        if (blocks.isEmpty()) {
            return;
        }
        long self = peer.rtcpSsrc();
        messages.add(new ReceiverReport(self, blocks));
        messages.add(
                new ExtendedReport(self, List.of(new ExtendedReport.ReceiverReferenceTime(ntp))));
        if (!ssrcs.isEmpty()) {
            messages.add(
                    new ReceiverEstimatedMaximumBitrate(
                            self, Router.MAX_INCOMING.bitsPerSecond(), ssrcs));
        }
    }

    private static ReportBlock block(long ssrc, ReportFigures figures) {
        return new ReportBlock(
                ssrc,
                figures.fractionLost(),
                figures.cumulativeLost(),
                figures.extendedHighest(),
                figures.jitter(),
                figures.lastSr(),
                figures.dlsr());
    }
}
