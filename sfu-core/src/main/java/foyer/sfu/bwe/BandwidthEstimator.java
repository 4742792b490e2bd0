package foyer.sfu.bwe;

import foyer.sfu.rtcp.TransportFeedback;

/**
 * What one peer's downlink carries. From transport-wide feedback: Google congestion control
 * (draft-ietf-rmcat-gcc-02) as libwebrtc has it (goog_cc of M120), with loss and probing of our
 * own; see docs/bandwidth-estimation.md. Before any such feedback, and without: what the receiver
 * estimates itself (REMB). Only differences of arrival times are used, and the moments at which
 * packets were handed to the socket: when we read feedback does not matter.
 */
public final class BandwidthEstimator {
    private static final long TICK_NANOS = 200_000_000;
    private static final long IDLE_NANOS = 1_000_000_000;
    private static final long OWN_QUEUE_NANOS = 200_000_000;
    private static final double ENOUGH_ARRIVED = 0.75;
    private static final long MAX_UNTRACKED_NANOS = 200_000_000;
    private static final long BURST_NANOS = 700_000_000;
    private static final double ABOVE_ARRIVED = 1.5;
    private static final long DRAIN_NANOS = 1_000_000_000;
    private static final int FEW_BYTES = 3_000;

    /** Receivers tell of what came every 50 to 250 ms. */
    private static final long QUIET_NANOS = 260_000_000;

    /** Receivers tell at moments of their own: they are not all tried at once. */
    private static final long FRESH_NANOS = 5_000_000;

    private static final double LOWERED = 0.85;
    private static final double STEEP_DROP = 0.66;

    private final RateLimits limits;
    private final SentPackets packets = new SentPackets();
    private final PathObservation path = new PathObservation(packets);
    private final RateControl rate;
    private final SendingGaps gaps = new SendingGaps();
    private final ProbePlan plan = new ProbePlan();
    private final BurstPlan bursts = new BurstPlan();
    private final Silence silence = new Silence();
    private final Moment burst = new Moment();
    private final Moment cut = new Moment();
    private final Moment lastSent = new Moment();
    private final Moment lastTracked = new Moment();
    private final Moment lastFeedback = new Moment();
    private Basis basis = Basis.START;
    private long remb;
    private long demand;
    private long estimate;
    private int untrackedBytes;
    private long tickNanos = Long.MAX_VALUE;
    private long rttNanos = 100_000_000;

    /** What the estimate rests on. */
    public enum Basis {
        /** Nothing was heard yet. */
        START,
        REMB,
        FEEDBACK
    }

    public BandwidthEstimator(RateLimits limits) {
        this.limits = limits;
        this.rate = new RateControl(limits);
        this.estimate = limits.start();
    }

    /** Bits per second, IP headers included. */
    public long bitsPerSecond() {
        return estimate;
    }

    /**
     * At what rate packets may leave: a little above the estimate, so that frames take two thirds
     * of their time, but not while the queue of a back-off drains.
     */
    public long pacingBitsPerSecond(long nowNanos) {
        return cut.within(DRAIN_NANOS, nowNanos) ? estimate : estimate + estimate / 2;
    }

    /**
     * How many bytes the path has shown to take at once, 0 for nothing known: they need not be
     * spread.
     */
    public long burstBytes() {
        return path.burst().bytes();
    }

    /** So many bytes would have left at once, but had to wait. */
    public void wantBurst(long bytes, long nowNanos) {
        bursts.want(bytes, nowNanos);
    }

    /**
     * True when a burst of {@link #burstBytes} is to be made up and sent, to prove that a larger
     * one, which was wanted, would pass. Only where the path is wider than what goes at once
     * anyway.
     */
    public boolean burstDue(long anywayBytes, long nowNanos) {
        long proven = burstBytes();
        return proven > anywayBytes
                && basis == Basis.FEEDBACK
                && bursts.due(proven, nowNanos)
                && !plan.sending()
                && !path.burst().failedLately(nowNanos)
                && lastFeedback.within(FRESH_NANOS, nowNanos);
    }

    /** It is sent now. */
    public void beginBurst(long nowNanos) {
        bursts.begin(burstBytes(), rttNanos, nowNanos);
    }

    public Basis basis() {
        return basis;
    }

    /** The share of packets that did not come lately, before repair. */
    public double lossShare() {
        return path.loss().lossShare();
    }

    /** What arrives, 0 while it is not known. */
    public long arrivedBitsPerSecond() {
        return path.arrived().bitsPerSecond();
    }

    /**
     * True when nothing of what was sent is on its way any more: all is known to have come, or
     * nothing more is told of, as when the end of a full queue was dropped.
     */
    public boolean drained(long nowNanos) {
        return path.bytesInFlight() < FEW_BYTES || !lastFeedback.within(QUIET_NANOS, nowNanos);
    }

    /** The last round trip, the receiver's wait for its feedback included. */
    public long rttNanos() {
        return rttNanos;
    }

    /** How much would be sent if it could be: more is not searched for. */
    public void demand(long bitsPerSecond, long nowNanos) {
        demand = bitsPerSecond;
        beginProbe(nowNanos);
    }

    /** Much goes out at once, as key frames or what a stall has left: its queue is ours. */
    public void expectBurst(long nowNanos) {
        burst.note(nowNanos);
    }

    /** What the next packet's transport-wide number must be. */
    public int nextNumber() {
        return packets.nextNumber();
    }

    /** A packet with the {@link #nextNumber} goes out now. */
    public void sent(int bytes, long nowNanos) {
        int ofProbe = SentPackets.NO_PROBE;
        if (plan.sending()) {
            plan.sent(bytes, nowNanos);
            ofProbe = plan.probe();
        }
        // What was sent long before says nothing about the way of this packet.
        boolean fresh = lastTracked.within(MAX_UNTRACKED_NANOS, nowNanos);
        packets.add(bytes, fresh ? untrackedBytes : 0, ofProbe, nowNanos);
        lastTracked.note(nowNanos);
        untrackedBytes = 0;
        silence.sent(nowNanos);
        note(bytes, nowNanos);
        beginProbe(nowNanos);
    }

    /** A packet without a transport-wide number goes out now. */
    public void sentUntracked(int bytes, long nowNanos) {
        untrackedBytes += bytes;
        note(bytes, nowNanos);
    }

    private void note(int bytes, long nowNanos) {
        gaps.sent(bytes, estimate, nowNanos);
        lastSent.note(nowNanos);
        if (tickNanos == Long.MAX_VALUE) {
            tickNanos = nowNanos + TICK_NANOS;
        }
    }

    /** True while packets should go out at {@link #probeBitsPerSecond}, made up if need be. */
    public boolean probing() {
        return plan.sending();
    }

    public long probeBitsPerSecond() {
        return plan.bitsPerSecond();
    }

    /** There is nothing to make a probe of. */
    public void abandonProbe() {
        plan.abandon();
    }

    /** The receiver says what came. */
    public void feedback(TransportFeedback feedback, long nowNanos) {
        if (!path.take(feedback, gaps.idle())) {
            return;
        }
        basis = Basis.FEEDBACK;
        silence.answered();
        lastFeedback.note(nowNanos);
        if (path.anyArrived()) {
            rttNanos = Math.max(0, nowNanos - path.lastSentNanos());
            rate.rtt(rttNanos);
        }
        long before = rate.bitsPerSecond();
        rate.update(usage(nowNanos), path.capacityHint(before), nowNanos);
        if (rate.bitsPerSecond() < before) {
            cut.note(nowNanos);
        }
        plan.jitter(path.muchJitterNanos());
        takeProbe(nowNanos);
        path.loss()
                .update(path.lastSentNanos(), rate.bitsPerSecond(), path.arrived().bitsPerSecond());
        settle();
        if (rate.bitsPerSecond() < STEEP_DROP * before) {
            plan.dropped(nowNanos);
        }
        beginProbe(nowNanos);
    }

    /**
     * A queue that our own probe or key frames have made is waited for, unless much less arrives
     * than was sent.
     */
    private Usage usage(long nowNanos) {
        long peak = path.recentPeak(nowNanos);
        boolean own =
                plan.sentWithin(rttNanos + OWN_QUEUE_NANOS, nowNanos)
                        || burst.within(rttNanos + BURST_NANOS, nowNanos);
        return own && peak > ENOUGH_ARRIVED * rate.bitsPerSecond() && path.usage() == Usage.OVERUSED
                ? Usage.UNDERUSED
                : path.usage();
    }

    private void takeProbe(long nowNanos) {
        if (path.probed() < 0) {
            return;
        }
        ProbeResult result = path.probe();
        long arrives = path.arrived().bitsPerSecond();
        long most = path.jitters() ? (long) (ABOVE_ARRIVED * arrives) : Long.MAX_VALUE;
        long probed = Math.min(path.probed(), most);
        if (result.saturated()) {
            rate.probed(probed);
        }
        path.loss().probed(probed, path.lastSentNanos());
        if (probed > rate.bitsPerSecond() && path.usage() != Usage.OVERUSED) {
            rate.set(probed, nowNanos);
            path.arrived().expectFastChange();
        } else if (result.saturated() && !path.jitters()) {
            // While little is sent nothing else tells that there is less.
            long least = Math.max(arrives, (long) (LOWERED * rate.bitsPerSecond()));
            rate.set(Math.min(rate.bitsPerSecond(), Math.max(probed, least)), nowNanos);
        }
        if (plan.measured(result.saturated() ? 0 : probed, demand, nowNanos)) {
            expectProbe();
        }
    }

    private void beginProbe(long nowNanos) {
        // What was seen long ago, before everything was held back, keeps nobody from asking.
        Usage usage = lastFeedback.within(IDLE_NANOS, nowNanos) ? path.usage() : Usage.NORMAL;
        if (basis != Basis.REMB && plan.begin(estimate, demand, usage, nowNanos)) {
            expectProbe();
        }
    }

    private void expectProbe() {
        path.probe().expect(plan.probe(), plan.minPackets(), plan.minBytes());
    }

    private void settle() {
        estimate =
                switch (basis) {
                    case START -> limits.start();
                    case REMB -> limits.clamp(remb);
                    case FEEDBACK ->
                            limits.clamp(
                                    Math.min(rate.bitsPerSecond(), path.loss().bitsPerSecond()));
                };
    }

    /** The receiver's own estimate: taken when it gives no feedback to estimate by. */
    public void remb(long bitsPerSecond) {
        if (basis == Basis.FEEDBACK) {
            return;
        }
        basis = Basis.REMB;
        remb = bitsPerSecond;
        settle();
    }

    /** {@code Long.MAX_VALUE} while nothing is sent. */
    public long nextDeadlineNanos() {
        return tickNanos;
    }

    public void onDeadline(long nowNanos) {
        if (nowNanos - tickNanos < 0) {
            return;
        }
        tickNanos = lastSent.within(IDLE_NANOS, nowNanos) ? nowNanos + TICK_NANOS : Long.MAX_VALUE;
        if (basis == Basis.FEEDBACK && silence.isCongestion(rttNanos, nowNanos)) {
            // Nothing comes back: nothing may get through.
            rate.set(rate.bitsPerSecond() / 2, nowNanos);
            path.burst().congested(nowNanos);
            settle();
            silence.clear();
            plan.dropped(nowNanos);
        }
        beginProbe(nowNanos);
    }

    /**
     * The peer has sent RTCP, whatever it says. True when that ends an outage: what was sent since
     * is gone, and none of it by congestion.
     */
    public boolean heard(long nowNanos) {
        boolean back = silence.isOutage(rttNanos, nowNanos);
        if (back) {
            forget();
        }
        silence.heard(nowNanos);
        return back;
    }

    private void forget() {
        packets.clear();
        path.clear();
        plan.clear();
        bursts.clear();
        silence.clear();
        settle();
    }

    /** The peer is reached over another path: what was learnt of the old one is forgotten. */
    public void pathChanged(long nowNanos) {
        rate.set(Math.min(rate.bitsPerSecond(), limits.start()), nowNanos);
        forget();
    }
}
