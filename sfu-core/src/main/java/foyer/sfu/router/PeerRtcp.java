package foyer.sfu.router;

import foyer.sfu.forward.KeyFrameCause;
import foyer.sfu.rtcp.ExtendedReport;
import foyer.sfu.rtcp.FullIntraRequest;
import foyer.sfu.rtcp.Goodbye;
import foyer.sfu.rtcp.Nack;
import foyer.sfu.rtcp.PictureLossIndication;
import foyer.sfu.rtcp.ReceiverEstimatedMaximumBitrate;
import foyer.sfu.rtcp.ReceiverReport;
import foyer.sfu.rtcp.ReportBlock;
import foyer.sfu.rtcp.RtcpMessage;
import foyer.sfu.rtcp.RtcpParser;
import foyer.sfu.rtcp.SenderReport;
import foyer.sfu.rtcp.SourceDescription;
import foyer.sfu.rtcp.TransportFeedback;
import foyer.sfu.rtcp.Unrecognized;
import foyer.sfu.stream.CompactNtp;
import foyer.sfu.stream.Origin;
import foyer.sfu.stream.ReportFigures;
import foyer.sfu.wire.DropReason;
import foyer.sfu.wire.PacketBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What peers say in RTCP, and what it sets going. */
final class PeerRtcp {
    private final Router router;

    PeerRtcp(Router router) {
        this.router = router;
    }

    void receive(Peer peer, PacketBuffer packet, long nowNanos, RouterOutput out) {
        peer.downlink().heard(nowNanos, out);
        boolean whole = RtcpParser.parse(packet, message -> receive(peer, message, nowNanos, out));
        if (!whole) {
            router.drops().count(DropReason.MALFORMED_RTCP);
        }
    }

    private void receive(Peer peer, RtcpMessage message, long nowNanos, RouterOutput out) {
        switch (message) {
            case SenderReport report -> {
                senderReport(peer, report, nowNanos, out);
                reportBlocks(peer, report.blocks(), nowNanos);
            }
            case ReceiverReport report -> reportBlocks(peer, report.blocks(), nowNanos);
            case Nack nack -> nack(peer, nack, nowNanos, out);
            case PictureLossIndication pli -> keyFrame(peer, pli.mediaSsrc(), nowNanos, out);
            case FullIntraRequest fir ->
                    fir.entries().forEach(entry -> keyFrame(peer, entry.ssrc(), nowNanos, out));
            case ExtendedReport report -> extended(peer, report, nowNanos);
            case SourceDescription ignored -> {}
            case Goodbye ignored -> {}
            case ReceiverEstimatedMaximumBitrate remb ->
                    peer.downlink().remb(remb.bitrate(), nowNanos, out);
            case TransportFeedback feedback -> peer.downlink().feedback(feedback, nowNanos, out);
            case Unrecognized ignored -> {}
        }
    }

    private static void senderReport(
            Peer peer, SenderReport report, long nowNanos, RouterOutput out) {
        StreamTable.Binding binding = peer.incoming().find(report.ssrc());
        if (binding != null && binding.origin() == Origin.MEDIA) {
            ProducerStream stream = binding.stream();
            stream.receive().senderReport(report.ntp(), report.rtpTimestamp(), nowNanos);
            stream.producer()
                    .outlets()
                    .tell(
                            pipe ->
                                    new PipeMessage.SenderTime(
                                            pipe,
                                            stream.index(),
                                            report.ntp(),
                                            report.rtpTimestamp()),
                            out);
        }
    }

    private void reportBlocks(Peer peer, List<ReportBlock> blocks, long nowNanos) {
        for (ReportBlock block : blocks) {
            Consumer consumer = consumer(peer, block.ssrc());
            if (consumer != null) {
                consumer.send()
                        .receiverReport(
                                new ReportFigures(
                                        block.fractionLost(),
                                        block.cumulativeLost(),
                                        block.extendedHighestSequence(),
                                        block.jitter(),
                                        block.lastSenderReport(),
                                        block.delaySinceLastSenderReport()),
                                router.ntp(nowNanos));
                router.traffic()
                        .lost(
                                Traffic.Direction.OUT,
                                consumer.lossMark().rise(block.cumulativeLost()));
            }
        }
    }

    private void nack(Peer peer, Nack nack, long nowNanos, RouterOutput out) {
        Consumer consumer = consumer(peer, nack.mediaSsrc());
        if (consumer != null) {
            router.traffic().nacked(Traffic.Direction.IN, nack.sequenceNumbers().size());
            for (int sequenceNumber : nack.sequenceNumbers()) {
                consumer.nacked(sequenceNumber, nowNanos, out);
            }
        }
    }

    private void keyFrame(Peer peer, long ssrc, long nowNanos, RouterOutput out) {
        Consumer consumer = consumer(peer, ssrc);
        if (consumer != null) {
            router.traffic().keyFrameRequests(Traffic.Direction.IN, 1);
            router.wantKeyFrame(consumer, KeyFrameCause.RECEIVER, nowNanos, out);
        }
    }

    private void extended(Peer peer, ExtendedReport report, long nowNanos) {
        for (ExtendedReport.Block block : report.blocks()) {
            switch (block) {
                case ExtendedReport.ReceiverReferenceTime time ->
                        peer.reports().referenceTime(report.ssrc(), time.ntp(), nowNanos);
                case ExtendedReport.DelaySinceLastReceiverReport delays ->
                        delays.delays().forEach(delay -> roundTrip(peer, delay, nowNanos));
            }
        }
    }

    /** Only what answers our own reference time counts. */
    private void roundTrip(Peer peer, ExtendedReport.Delay delay, long nowNanos) {
        if (delay.ssrc() != peer.rtcpSsrc() || delay.lastReceiverReport() == 0) {
            return;
        }
        long rttNanos =
                CompactNtp.rttNanos(
                        router.ntp(nowNanos), delay.lastReceiverReport(), delay.delay());
        if (rttNanos <= 0) {
            return;
        }
        peer.roundTrip(rttNanos);
        for (Producer producer : peer.producers()) {
            for (ProducerStream stream : producer.streams()) {
                stream.receive().rtt(rttNanos);
            }
        }
    }

    private static @Nullable Consumer consumer(Peer peer, long ssrc) {
        List<Consumer> consumers = peer.consumers();
        for (int i = 0; i < consumers.size(); i++) {
            if (consumers.get(i).ssrc() == ssrc) {
                return consumers.get(i);
            }
        }
        return null;
    }
}
