package foyer.sfu.router;

import foyer.sfu.bwe.BandwidthEstimator;
import foyer.sfu.forward.AllocationDecision;
import foyer.sfu.forward.Allotment;
import foyer.sfu.forward.Rung;
import foyer.sfu.transport.PacedSender;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one transport's downlink is thought to carry, and who has what of it.
 *
 * @param basis what the estimate rests on
 * @param estimateBps bits per second, IP headers included
 * @param arrivedBps what arrives, 0 while it is not known
 * @param lossShare lost lately before repair, 0…1
 * @param waitingPackets in the pacer
 * @param longestWaitMillis the longest that one waited so far
 * @param droppedPackets because too many waited
 * @param probeBytes sent for probes alone
 * @param budgetBps what was divided among the videos last, −1 where there are none to divide it
 * @param reservedBps what audio and repairs had before
 * @param waitingBytes in the pacer
 */
public record DownlinkStats(
        BandwidthEstimator.Basis basis,
        long estimateBps,
        long arrivedBps,
        double lossShare,
        int waitingPackets,
        double longestWaitMillis,
        long droppedPackets,
        long probeBytes,
        List<Share> shares,
        long budgetBps,
        long reservedBps,
        int waitingBytes) {
    /**
     * One video's part.
     *
     * @param rung what it may be sent, null for nothing
     * @param decisions the last ones, oldest first
     */
    public record Share(
            String consumerId, @Nullable Rung rung, List<AllocationDecision> decisions) {}

    static DownlinkStats of(PeerDownlink downlink) {
        BandwidthEstimator estimator = downlink.estimator();
        PacedSender sender = downlink.sender();
        return new DownlinkStats(
                estimator.basis(),
                estimator.bitsPerSecond(),
                estimator.arrivedBitsPerSecond(),
                estimator.lossShare(),
                sender.waiting(),
                sender.longestWaitNanos() / 1e6,
                sender.dropped(),
                sender.probeBytes(),
                downlink.allocation().allotments().stream().map(DownlinkStats::share).toList(),
                downlink.allocation().budgetBps(),
                downlink.allocation().reservedBps(),
                sender.waitingBytes());
    }

    private static Share share(Allotment allotment) {
        return new Share(allotment.id(), allotment.rung(), allotment.trace());
    }
}
