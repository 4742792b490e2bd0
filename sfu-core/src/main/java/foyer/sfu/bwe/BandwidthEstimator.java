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
    private static final long SILENCE_NANOS = 1_000_000_000;
    private static final long IDLE_NANOS = 1_000_000_000;
    private static final long OWN_QUEUE_NANOS = 200_000_000;
    private static final double ENOUGH_ARRIVED = 0.75;
    private static final int MIN_BATCH = 5;
    private static final long MIN_BATCH_NANOS = 30_000_000;
    private static final long MAX_UNTRACKED_NANOS = 200_000_000;
    private static final long BURST_NANOS = 700_000_000;
    private static final double STEEP_DROP = 0.66;

    private final RateLimits limits;
    private final SentPackets packets = new SentPackets();
    private final FeedbackBatch batch = new FeedbackBatch();
    private final ArrivalClock clock = new ArrivalClock();
    private final PacketGroups groups = new PacketGroups();
    private final DelayTrend trend = new DelayTrend();
    private final ArrivedRate arrived = new ArrivedRate();
    private final LossEstimate loss = new LossEstimate();
    private final RateControl rate;
    private final SendingGaps gaps = new SendingGaps();
    private final ProbePlan plan = new ProbePlan();
    private final ProbeResult probe = new ProbeResult();
    private final Sink sink = new Sink();
    private Basis basis = Basis.START;
    private long remb;
    private long demand;
    private long estimate;
    private int untrackedBytes;
    private long lastSentNanos;
    private long lastTrackedNanos;
    private long burstNanos;
    private boolean burst;
    private long lastFeedbackNanos;
    private long unansweredSinceNanos;
    private boolean unanswered;
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

    public Basis basis() {
        return basis;
    }

    /** The share of packets that did not come lately, before repair. */
    public double lossShare() {
        return loss.lossShare();
    }

    /** What arrives, 0 while it is not known. */
    public long arrivedBitsPerSecond() {
        return arrived.bitsPerSecond();
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

    /** Better pictures begin, with key frames: a queue that these make is ours. */
    public void expectBurst(long nowNanos) {
        burst = true;
        burstNanos = nowNanos;
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
        boolean fresh = nowNanos - lastTrackedNanos < MAX_UNTRACKED_NANOS;
        packets.add(bytes, fresh ? untrackedBytes : 0, ofProbe, nowNanos);
        lastTrackedNanos = nowNanos;
        untrackedBytes = 0;
        if (!unanswered) {
            unanswered = true;
            unansweredSinceNanos = nowNanos;
        }
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
        lastSentNanos = nowNanos;
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
        batch.clear();
        sink.begin();
        clock.at(feedback.referenceTime());
        feedback.forEach(sink);
        if (!sink.any) {
            return;
        }
        basis = Basis.FEEDBACK;
        lastFeedbackNanos = nowNanos;
        unanswered = false;
        if (batch.size() > 0) {
            rttNanos = Math.max(0, nowNanos - sink.lastSentNanos);
            rate.rtt(rttNanos);
        }
        long probed = learn();
        if (trend.usage() == Usage.OVERUSED) {
            // The line is busy, so even a short window shows what it carries.
            arrived.expectFastChange();
        }
        long before = rate.bitsPerSecond();
        rate.update(usage(nowNanos), capacityHint(), nowNanos);
        takeProbe(probed, nowNanos);
        loss.update(sink.lastSentNanos, rate.bitsPerSecond(), arrived.bitsPerSecond());
        settle();
        if (rate.bitsPerSecond() < STEEP_DROP * before) {
            plan.dropped(nowNanos);
        }
        beginProbe(nowNanos);
    }

    /** Goes through what arrived; the rate of a probe that is complete, or −1. */
    private long learn() {
        long probed = -1;
        for (int i = 0; i < batch.size(); i++) {
            long sequence = batch.sequence(i);
            long sentNanos = packets.sentNanos(sequence);
            long arrivalNanos = batch.arrivalNanos(i);
            // Audio that carries no number takes its part of the path all the same.
            int bytes = packets.bytes(sequence);
            int untracked = packets.untrackedBytes(sequence);
            arrived.add(bytes + untracked, gaps.idle(), arrivalNanos);
            if (groups.add(sentNanos, arrivalNanos)) {
                trend.add(groups.sentDeltaNanos(), groups.arrivalDeltaNanos(), arrivalNanos);
            }
            probed =
                    Math.max(
                            probed,
                            probe.add(
                                    packets.probe(sequence),
                                    bytes,
                                    untracked,
                                    sentNanos,
                                    arrivalNanos));
        }
        return probed;
    }

    /**
     * A queue that our own probe has made is waited for, unless much less arrives than was sent.
     */
    private Usage usage(long nowNanos) {
        boolean own =
                (plan.sentWithin(rttNanos + OWN_QUEUE_NANOS, nowNanos) || isBurst(nowNanos))
                        && capacityHint() > ENOUGH_ARRIVED * rate.bitsPerSecond();
        return own && trend.usage() == Usage.OVERUSED ? Usage.UNDERUSED : trend.usage();
    }

    /**
     * What arrives. When the line is busy after little was sent, the rate inside one feedback says
     * more than that over half a second; it saves no more than a single cut.
     */
    private long capacityHint() {
        int last = batch.size() - 1;
        if (trend.usage() != Usage.OVERUSED || last < MIN_BATCH) {
            return arrived.bitsPerSecond();
        }
        long span = batch.arrivalNanos(last) - batch.arrivalNanos(0);
        if (span < MIN_BATCH_NANOS) {
            return arrived.bitsPerSecond();
        }
        long bytes = 0;
        for (int i = 1; i <= last; i++) {
            bytes += packets.bytes(batch.sequence(i)) + packets.untrackedBytes(batch.sequence(i));
        }
        long inside = bytes * 8_000_000_000L / span;
        return Math.max(arrived.bitsPerSecond(), Math.min(inside, rate.bitsPerSecond()));
    }

    private boolean isBurst(long nowNanos) {
        return burst && nowNanos - burstNanos < BURST_NANOS + rttNanos;
    }

    private void takeProbe(long probed, long nowNanos) {
        if (probed < 0) {
            return;
        }
        if (probe.saturated()) {
            rate.probed(probed);
        }
        loss.probed(probed, sink.lastSentNanos);
        if (probed > rate.bitsPerSecond() && trend.usage() != Usage.OVERUSED) {
            rate.set(probed, nowNanos);
            arrived.expectFastChange();
        }
        if (plan.measured(probe.saturated() ? 0 : probed, demand, nowNanos)) {
            expectProbe();
        }
    }

    private void beginProbe(long nowNanos) {
        if (basis != Basis.REMB && plan.begin(estimate, demand, trend.usage(), nowNanos)) {
            expectProbe();
        }
    }

    private void expectProbe() {
        probe.expect(plan.probe(), plan.minPackets(), plan.minBytes());
    }

    private void settle() {
        estimate =
                switch (basis) {
                    case START -> limits.start();
                    case REMB -> limits.clamp(remb);
                    case FEEDBACK ->
                            limits.clamp(Math.min(rate.bitsPerSecond(), loss.bitsPerSecond()));
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
        tickNanos = nowNanos - lastSentNanos > IDLE_NANOS ? Long.MAX_VALUE : nowNanos + TICK_NANOS;
        if (basis == Basis.FEEDBACK && isUnanswered(nowNanos)) {
            // Nothing comes back: nothing may get through.
            rate.set(rate.bitsPerSecond() / 2, nowNanos);
            settle();
            unansweredSinceNanos = nowNanos;
            plan.dropped(nowNanos);
        }
        beginProbe(nowNanos);
    }

    private boolean isUnanswered(long nowNanos) {
        return unanswered
                && nowNanos - Math.max(unansweredSinceNanos, lastFeedbackNanos)
                        > SILENCE_NANOS + rttNanos;
    }

    /** The peer is reached over another path: what was learnt of the old one is forgotten. */
    public void pathChanged(long nowNanos) {
        packets.clear();
        groups.clear();
        trend.clear();
        arrived.clear();
        loss.clear();
        plan.clear();
        unanswered = false;
        rate.set(Math.min(rate.bitsPerSecond(), limits.start()), nowNanos);
        settle();
    }

    /** Hears of each packet of a feedback. */
    private final class Sink implements TransportFeedback.Sink {
        private static final int MAX_MISSING = 1 << 13;

        private long lastSentNanos;
        private boolean any;

        void begin() {
            any = false;
        }

        @Override
        public void received(int number, long arrivalMicros) {
            long sequence = packets.find(number);
            if (sequence < 0) {
                return;
            }
            SentPackets.Fate fate = packets.fate(sequence);
            if (fate == SentPackets.Fate.ARRIVED) {
                return;
            }
            spoken(sequence);
            packets.fate(sequence, SentPackets.Fate.ARRIVED);
            batch.add(sequence, clock.nanos(arrivalMicros));
            if (fate == SentPackets.Fate.MISSING) {
                loss.found();
            } else {
                loss.arrived(packets.bytes(sequence), packets.sentNanos(sequence));
            }
        }

        @Override
        public void missing(int firstNumber, int count) {
            for (int i = 0; i < Math.min(count, MAX_MISSING); i++) {
                long sequence = packets.find((firstNumber + i) & 0xffff);
                if (sequence >= 0 && packets.fate(sequence) == SentPackets.Fate.UNKNOWN) {
                    spoken(sequence);
                    packets.fate(sequence, SentPackets.Fate.MISSING);
                    loss.missing(packets.bytes(sequence), packets.sentNanos(sequence));
                }
            }
        }

        private void spoken(long sequence) {
            long sentNanos = packets.sentNanos(sequence);
            if (!any || sentNanos - lastSentNanos > 0) {
                lastSentNanos = sentNanos;
            }
            any = true;
        }
    }
}
