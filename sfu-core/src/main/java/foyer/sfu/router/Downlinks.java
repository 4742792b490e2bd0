package foyer.sfu.router;

import foyer.sfu.bwe.BandwidthEstimator;
import foyer.sfu.forward.Allotment;

/**
 * What the downlinks of some transports are thought to carry, together; only of those that were
 * heard of.
 *
 * @param estimated how many
 * @param sumBps all their estimates, bits per second
 * @param leastBps the lowest of them, 0 without any
 * @param pausedVideos videos that are not sent, as not even their lowest layer fits
 */
public record Downlinks(int estimated, long sumBps, long leastBps, int pausedVideos) {
    public static final Downlinks NONE = new Downlinks(0, 0, 0, 0);

    static Downlinks of(Iterable<Peer> peers) {
        Downlinks all = NONE;
        for (Peer peer : peers) {
            all = all.and(of(peer.downlink()));
        }
        return all;
    }

    private static Downlinks of(PeerDownlink downlink) {
        BandwidthEstimator estimator = downlink.estimator();
        if (estimator.basis() == BandwidthEstimator.Basis.START) {
            return NONE;
        }
        int paused = 0;
        for (Allotment allotment : downlink.allocation().allotments()) {
            paused += allotment.rung() == null ? 1 : 0;
        }
        long bps = estimator.bitsPerSecond();
        return new Downlinks(1, bps, bps, paused);
    }

    /** Both together. */
    public Downlinks and(Downlinks other) {
        if (estimated == 0 || other.estimated == 0) {
            return estimated == 0 ? other : this;
        }
        return new Downlinks(
                estimated + other.estimated,
                sumBps + other.sumBps,
                Math.min(leastBps, other.leastBps),
                pausedVideos + other.pausedVideos);
    }
}
