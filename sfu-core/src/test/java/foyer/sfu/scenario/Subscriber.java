package foyer.sfu.scenario;

import foyer.sfu.rtcp.ExtendedReport;
import foyer.sfu.rtcp.Nack;
import foyer.sfu.rtcp.PictureLossIndication;
import foyer.sfu.rtcp.ReceiverReport;
import foyer.sfu.rtcp.ReportBlock;
import foyer.sfu.rtcp.RtcpMessage;
import foyer.sfu.rtcp.SenderReport;
import foyer.sfu.rtp.NtpTime;
import foyer.sfu.rtp.RtpExtensions;
import foyer.sfu.rtp.RtpPacket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The receiving half of a peer. */
final class Subscriber implements VirtualTransport.Receiver {
    private static final long TICK_NANOS = Duration.ofMillis(10).toNanos();
    private static final long REPORT_NANOS = Duration.ofSeconds(1).toNanos();

    /** Consumers have the router's ids. */
    private static final int ROUTER_TRANSPORT_CC_ID = 5;

    private static final int MOST_BLOCKS = 31;

    private final VirtualPeer peer;
    private final EventQueue events;
    private final VirtualTransport transport;
    private final long rtcpSsrc;
    private final ArrivalReports arrivals = new ArrivalReports();
    private long nextReportNanos;
    private long strayPackets;
    private long nacks;
    private long senderReports;
    private boolean closed;

    Subscriber(VirtualPeer peer) {
        this.peer = peer;
        this.events = peer.call().events();
        this.rtcpSsrc = 1 + peer.random().nextLong(0xffff_fffeL);
        this.transport =
                new VirtualTransport(
                        peer.name() + "-receive",
                        events,
                        peer.call().server(),
                        peer,
                        peer.random().split(),
                        this);
    }

    VirtualTransport transport() {
        return transport;
    }

    /** Packets that belong to no consumer. */
    long strayPackets() {
        return strayPackets;
    }

    /** NACK messages sent. */
    long nacks() {
        return nacks;
    }

    long senderReports() {
        return senderReports;
    }

    void close() {
        closed = true;
        transport.close();
    }

    /** Whether it tells what arrives, as browsers do, or has not negotiated that. */
    enum Answers {
        ARRIVALS,
        NOTHING
    }

    @Override
    public void connected() {

        nextReportNanos = events.nowNanos() + REPORT_NANOS;
        events.after(TICK_NANOS, this::tick);
    }

    private void tick() {
        if (closed) {
            return;
        }
        long nowNanos = events.nowNanos();
        List<RtcpMessage> messages = new ArrayList<>();
        for (ReceivedTrack track : peer.tracks()) {
            List<Integer> due = track.nacksDue(nowNanos, transport.rttNanos());
            if (!due.isEmpty()) {
                nacks++;
                messages.add(new Nack(rtcpSsrc, track.ssrc(), due));
            }
            if (track.needsKeyFrame(nowNanos)) {
                messages.add(new PictureLossIndication(rtcpSsrc, track.ssrc()));
            }
        }
        if (nowNanos >= nextReportNanos) {
            nextReportNanos += REPORT_NANOS;
            report(messages, nowNanos);
        }
        messages.addAll(arrivals.due(rtcpSsrc, nowNanos));
        transport.sendRtcp(messages);
        events.after(TICK_NANOS, this::tick);
    }

    private void report(List<RtcpMessage> messages, long nowNanos) {
        List<ReportBlock> blocks = new ArrayList<>();
        for (ReceivedTrack track : peer.tracks()) {
            ReportBlock block = track.isClosed() ? null : track.report(nowNanos);
            if (block != null && blocks.size() < MOST_BLOCKS) {
                blocks.add(block);
            }
        }
        if (blocks.isEmpty()) {
            return;
        }
        messages.add(new ReceiverReport(rtcpSsrc, blocks));
        long ntp = NtpTime.ofEpochNanos(VirtualServer.EPOCH_NANOS + nowNanos);
        messages.add(
                new ExtendedReport(
                        rtcpSsrc, List.of(new ExtendedReport.ReceiverReferenceTime(ntp))));
    }

    @Override
    public void rtp(RtpPacket packet) {
        count(packet);
        for (ReceivedTrack track : peer.tracks()) {
            if (track.owns(packet.ssrc())) {
                if (track.isClosed()) {
                    return;
                }
                track.receive(packet, events.nowNanos());
                return;
            }
        }
        strayPackets++;
    }

    private void count(RtpPacket packet) {
        int number =
                peer.answers() == Answers.ARRIVALS
                        ? RtpExtensions.transportSequenceNumber(packet, ROUTER_TRANSPORT_CC_ID)
                        : -1;
        if (number >= 0) {
            arrivals.received(number, packet.ssrc(), events.nowNanos());
        }
    }

    @Override
    public void rtcp(RtcpMessage message) {
        if (message instanceof SenderReport report) {
            senderReports++;
            for (ReceivedTrack track : peer.tracks()) {
                if (track.ssrc() == report.ssrc()) {
                    track.senderReport(report, events.nowNanos());
                }
            }
        }
    }
}
