package foyer.sfu.bwe;

import foyer.sfu.rtcp.TransportFeedback;

/**
 * What feedback shows of a path: how much arrives and is lost, whether the delay rises, what probes
 * measured.
 */
final class PathObservation {
    private static final long PEAK_NANOS = 30_000_000;
    private static final long RECENT_NANOS = 300_000_000;
    private static final int PEAK_PACKETS = 5;
    private static final double JITTER_SAMPLES = 32;
    private static final double USUAL = 3;
    private static final double LEAST_JITTER_NANOS = 5e6;
    private static final long STALE_NANOS = 300_000_000;
    private static final double MUCH_JITTER_NANOS = 14e6;

    private final SentPackets packets;
    private final FeedbackBatch batch = new FeedbackBatch();
    private final ArrivalClock clock = new ArrivalClock();
    private final PacketGroups groups = new PacketGroups();
    private final DelayTrend trend = new DelayTrend();
    private final ArrivedRate arrived = new ArrivedRate();
    private final LossEstimate loss = new LossEstimate();
    private final ProbeResult probe = new ProbeResult();
    private final ProvenBurst burst = new ProvenBurst();
    private final Sink sink = new Sink();
    private double jitterNanos;
    private long recentPeak;
    private long recentPeakNanos;
    private long probed;
    private long lastProbed;
    private long probedNanos;

    PathObservation(SentPackets packets) {
        this.packets = packets;
    }

    ArrivedRate arrived() {
        return arrived;
    }

    LossEstimate loss() {
        return loss;
    }

    ProbeResult probe() {
        return probe;
    }

    ProvenBurst burst() {
        return burst;
    }

    /** Where a queue is gone before the line through its delays says so, that is not overuse. */
    Usage usage() {
        boolean gone = trend.falls() && !jitters();
        return gone && trend.usage() == Usage.OVERUSED ? Usage.UNDERUSED : trend.usage();
    }

    /** Where packets wait for each other on the way, a few milliseconds measure nothing. */
    boolean jitters() {
        return jitterNanos > MUCH_JITTER_NANOS;
    }

    /** How much the time between packets varies, where it is much; 0 otherwise. */
    double muchJitterNanos() {
        return jitters() ? jitterNanos : 0;
    }

    /** When the last packet that was spoken of had been sent. */
    long lastSentNanos() {
        return sink.lastSentNanos;
    }

    /** What was sent and is not known to have come. */
    long bytesInFlight() {
        return packets.bytesBehind(sink.lastArrived);
    }

    /** True when the last feedback spoke of arrivals. */
    boolean anyArrived() {
        return batch.size() > 0;
    }

    /** What a probe measured by the last feedback, bits per second, −1 for nothing. */
    long probed() {
        return probed;
    }

    /**
     * Takes a feedback; false when it speaks of nothing that is known.
     *
     * @param idle whether little was sent lately
     */
    boolean take(TransportFeedback feedback, boolean idle) {
        batch.clear();
        sink.any = false;
        sink.anyMissing = false;
        clock.at(feedback.referenceTime());
        feedback.forEach(sink);
        probed = learn(idle);
        if (probed > 0) {
            lastProbed = probed;
            probedNanos = sink.lastSentNanos;
        }
        if (trend.usage() == Usage.OVERUSED) {
            // The line is busy, so even a short window shows what it carries.
            arrived.expectFastChange();
            burst.congested(sink.lastSentNanos);
        } else if (sink.anyMissing) {
            burst.lost(sink.lastSentNanos);
        }
        return sink.any;
    }

    /** Goes through what arrived; the rate of a probe that is complete, or −1. */
    private long learn(boolean idle) {
        long probed = -1;
        for (int i = 0; i < batch.size(); i++) {
            long sequence = batch.sequence(i);
            long sentNanos = packets.sentNanos(sequence);
            long arrivalNanos = batch.arrivalNanos(i);
            // Audio that carries no number takes its part of the path all the same.
            int bytes = packets.bytes(sequence);
            int untracked = packets.untrackedBytes(sequence);
            arrived.add(bytes + untracked, idle, arrivalNanos);
            burst.add(bytes + untracked, sentNanos, arrivalNanos);
            if (groups.add(sentNanos, arrivalNanos)) {
                long varied = Math.abs(groups.arrivalDeltaNanos() - groups.sentDeltaNanos());
                boolean stale = groups.sentDeltaNanos() > STALE_NANOS;
                // A queue that fills at once must not look like what is usual.
                double heeded = Math.min((double) varied, USUAL * jitterNanos + LEAST_JITTER_NANOS);
                jitterNanos =
                        stale
                                ? jitterNanos / 2
                                : jitterNanos + (heeded - jitterNanos) / JITTER_SAMPLES;
                trend.usualVariation(jitterNanos);
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
     * What arrives. When the line is busy after little was sent, the fastest moments of a feedback
     * say more than half a second; they save no more than a single cut.
     */
    long capacityHint(long rateBps) {
        if (trend.jumped()) {
            // The queue has filled behind the feedback's packets: they came as fast as they could.
            long inside = inside();
            return inside > 0 ? Math.min(inside, arrived.bitsPerSecond()) : arrived.bitsPerSecond();
        }
        return trend.usage() == Usage.OVERUSED
                ? Math.max(arrived.bitsPerSecond(), Math.min(fastest(), rateBps))
                : arrived.bitsPerSecond();
    }

    /** What a probe has just shown holds in the queue that it has made. */
    private long fastest() {
        long sinceProbe = sink.lastSentNanos - probedNanos;
        return sinceProbe < RECENT_NANOS ? Math.max(peak(), lastProbed) : peak();
    }

    /** The rate inside the feedback, 0 when it has too few packets. */
    private long inside() {
        int last = batch.size() - 1;
        long span = last < 1 ? 0 : batch.arrivalNanos(last) - batch.arrivalNanos(0);
        if (span < PEAK_NANOS) {
            return 0;
        }
        long bytes = 0;
        for (int i = 1; i <= last; i++) {
            bytes += bytesOf(i);
        }
        return bytes * 8_000_000_000L / span;
    }

    /** The same of the last feedbacks: the queue of a burst is seen after its fastest moment. */
    long recentPeak(long nowNanos) {
        long now = Math.max(arrived.bitsPerSecond(), peak());
        if (now >= recentPeak || nowNanos - recentPeakNanos > RECENT_NANOS) {
            recentPeak = now;
            recentPeakNanos = nowNanos;
        }
        return recentPeak;
    }

    /** The highest rate over 30 ms of the feedback, 0 when it has not so many. */
    private long peak() {
        long highest = 0;
        long bytes = 0;
        int first = 0;
        for (int last = 1; last < batch.size(); last++) {
            bytes += bytesOf(last);
            while (batch.arrivalNanos(last) - batch.arrivalNanos(first + 1) >= PEAK_NANOS) {
                first++;
                bytes -= bytesOf(first);
            }
            long span = batch.arrivalNanos(last) - batch.arrivalNanos(first);
            if (span >= PEAK_NANOS && last - first >= PEAK_PACKETS) {
                highest = Math.max(highest, bytes * 8_000_000_000L / span);
            }
        }
        return highest;
    }

    private int bytesOf(int index) {
        long sequence = batch.sequence(index);
        return packets.bytes(sequence) + packets.untrackedBytes(sequence);
    }

    /** Forgets the path. */
    void clear() {
        groups.clear();
        trend.clear();
        arrived.clear();
        loss.clear();
        burst.clear();
        recentPeak = 0;
        lastProbed = 0;
    }

    /** Hears of each packet of a feedback. */
    private final class Sink implements TransportFeedback.Sink {
        private static final int MAX_MISSING = 1 << 13;

        private long lastSentNanos;
        private long lastArrived;
        private boolean any;
        private boolean anyMissing;

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
            lastArrived = Math.max(lastArrived, sequence);
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
                    anyMissing = true;
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
