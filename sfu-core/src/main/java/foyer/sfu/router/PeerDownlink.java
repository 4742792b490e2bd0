package foyer.sfu.router;

import static foyer.sfu.rtp.HeaderExtension.TRANSPORT_WIDE_CC;

import foyer.sfu.api.MediaKind;
import foyer.sfu.api.RtpParameters;
import foyer.sfu.bwe.BandwidthEstimator;
import foyer.sfu.bwe.RateLimits;
import foyer.sfu.forward.KeyFrameCause;
import foyer.sfu.rtcp.TransportFeedback;
import foyer.sfu.rtp.ExtensionIds;
import foyer.sfu.transport.PacedSender;
import foyer.sfu.transport.TransportOutput;
import foyer.sfu.wire.PacketBuffer;

/**
 * One peer's downlink: what it is thought to carry, and the packets that wait for their turn. A
 * peer that negotiated neither transport-wide feedback nor REMB is sent everything at once.
 */
final class PeerDownlink extends Deadlines.Timed implements PacedSender.Exit {
    private final Peer peer;
    private final BandwidthEstimator estimator = new BandwidthEstimator(RateLimits.DEFAULT);
    private final PacedSender sender;
    private final PeerAllocation allocation;

    PeerDownlink(Peer peer) {
        this.peer = peer;
        this.allocation = new PeerAllocation(peer);
        this.sender = new PacedSender(estimator, peer.router().packetPool(), this);
    }

    BandwidthEstimator estimator() {
        return estimator;
    }

    PacedSender sender() {
        return sender;
    }

    PeerAllocation allocation() {
        return allocation;
    }

    /** The peer is sent something more: its parameters say whether it answers for the path. */
    void add(Consumer consumer, long nowNanos, RouterOutput out) {
        if (consumer.producer().kind() == MediaKind.VIDEO && answers(consumer.parameters())) {
            sender.pace();
            allocation.add(consumer, nowNanos, out);
        }
    }

    void remove(Consumer consumer) {
        allocation.remove(consumer);
    }

    private static boolean answers(RtpParameters parameters) {
        int counted = ExtensionIds.of(parameters.headerExtensions()).id(TRANSPORT_WIDE_CC);
        return parameters.codecs().stream()
                .flatMap(codec -> codec.rtcpFeedback().stream())
                .anyMatch(feedback ->
                        feedback.type().equals("goog-remb")
                                || (counted != 0 && feedback.type().equals("transport-cc")));
    }

    /** How much there is to send: the path is searched for as much. */
    void demand(long bitsPerSecond, long nowNanos) {
        estimator.demand(bitsPerSecond, nowNanos);
        peer.router().deadlines().update(this);
    }

    /** Sends a clear packet now or soon; false when it was dropped or cannot be sent. */
    boolean transmit(
            PacketBuffer packet,
            PacedSender.Kind kind,
            int numberOffset,
            int sendTimeOffset,
            long nowNanos,
            RouterOutput out) {
        boolean sent = sender.transmit(packet, kind, numberOffset, sendTimeOffset, nowNanos, out);
        allocation.arm(nowNanos);
        peer.router().deadlines().update(this);
        return sent;
    }

    /** Sends a packet that was protected before. */
    void transmitAgain(PacketBuffer datagram, long nowNanos, RouterOutput out) {
        sender.passed(datagram.length(), nowNanos);
        peer.transport().transmitAgain(datagram, out);
    }

    void feedback(TransportFeedback feedback, long nowNanos, RouterOutput out) {
        estimator.feedback(feedback, nowNanos);
        allocation.estimated(nowNanos, out);
        peer.router().deadlines().update(this);
    }

    /** RTCP came. After an outage everybody needs a new picture, and nobody the old packets. */
    void heard(long nowNanos, RouterOutput out) {
        if (!estimator.heard(nowNanos)) {
            return;
        }
        for (Consumer consumer : peer.consumers()) {
            if (consumer.producer().kind() == MediaKind.VIDEO) {
                consumer.send().forget();
                peer.router().wantKeyFrame(consumer, KeyFrameCause.RESUMED, nowNanos, out);
            }
        }
    }

    void remb(long bitsPerSecond, long nowNanos, RouterOutput out) {
        estimator.remb(bitsPerSecond);
        allocation.estimated(nowNanos, out);
    }

    @Override
    public boolean transmit(
            PacketBuffer packet, PacedSender.Kind kind, long nowNanos, TransportOutput out) {
        return peer.transmitRtp(packet, kind, nowNanos, out);
    }

    @Override
    public boolean makeProbe(int bytes, long nowNanos, TransportOutput out) {
        for (Consumer consumer : peer.consumers()) {
            if (consumer.transmitProbe(bytes, nowNanos, out)) {
                return true;
            }
        }
        return false;
    }

    /** The peer is reached over another path. */
    void pathChanged(long nowNanos) {
        estimator.pathChanged(nowNanos);
    }

    /** Nothing is sent any more. */
    void close() {
        sender.clear();
        peer.router().deadlines().remove(this);
        peer.router().deadlines().remove(allocation);
    }

    @Override
    long nextDeadlineNanos() {
        return Math.min(
                estimator.nextDeadlineNanos(), sender.nextDeadlineNanos(peer.router().nowNanos()));
    }

    @Override
    void onDeadline(long nowNanos, RouterOutput out) {
        estimator.onDeadline(nowNanos);
        sender.onDeadline(nowNanos, out);
    }
}
