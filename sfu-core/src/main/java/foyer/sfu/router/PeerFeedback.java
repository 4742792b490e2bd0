package foyer.sfu.router;

import foyer.sfu.rtp.ExtensionIds;
import foyer.sfu.rtp.HeaderExtension;
import foyer.sfu.rtp.RtpExtensions;
import foyer.sfu.rtp.RtpPacket;

/** Tells a sender which of its packets came when, so that it can estimate its uplink. */
final class PeerFeedback extends Deadlines.Timed {
    private final Peer peer;

    PeerFeedback(Peer peer) {
        this.peer = peer;
    }

    void received(RtpPacket packet, ExtensionIds ids, long nowNanos) {
        int id = ids.id(HeaderExtension.TRANSPORT_WIDE_CC);
        int sequence = id == 0 ? -1 : RtpExtensions.transportSequenceNumber(packet, id);
        if (sequence >= 0) {
            peer.router().deadlines().update(this);
        }
    }

    @Override
    long nextDeadlineNanos() {
        return Long.MAX_VALUE;
    }

    @Override
    void onDeadline(long nowNanos, RouterOutput out) {}
}
