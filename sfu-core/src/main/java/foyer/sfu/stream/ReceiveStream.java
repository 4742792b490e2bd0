package foyer.sfu.stream;

/**
 * One media SSRC as it arrives, with the retransmission SSRC that repairs it: window, requests,
 * figures.
 */
public final class ReceiveStream {
    private final Recovery recovery;
    private final SequenceWindow window = new SequenceWindow();
    private final NackWindow nacks = new NackWindow();
    private final ReceiveStatistics statistics;
    private long rttNanos = RttEstimate.DEFAULT_NANOS;

    public ReceiveStream(int clockRate, Recovery recovery) {
        this.recovery = recovery;
        statistics = new ReceiveStatistics(clockRate);
    }

    /** A stream that goes on where an earlier process left it. */
    public ReceiveStream(int clockRate, Recovery recovery, ReceiveStreamState state) {
        this(clockRate, recovery);
        if (state.extendedHighest() >= 0) {
            window.resumeAfter(state.extendedHighest());
            nacks.resumeAfter(state.extendedHighest());
            statistics.resume(state);
        }
    }

    /**
     * Takes note of a packet; its extended number is {@link #extended()} until the next.
     *
     * @param sequenceNumber of the media; for RTX the original one
     * @param timestamp RTP timestamp, unsigned 32 bits
     * @param bytes the packet's size from the RTP header on
     * @param origin by which SSRC it came
     */
    public Arrival receive(
            int sequenceNumber, long timestamp, int bytes, long nowNanos, Origin origin) {
        Arrival arrival =
                origin == Origin.MEDIA
                        ? window.arrive(sequenceNumber)
                        : window.recover(sequenceNumber);
        statistics.arrived(window.extended(), arrival, timestamp, bytes, nowNanos, origin);
        if (recovery == Recovery.NACK) {
            nacks.arrived(window.extended(), arrival, nowNanos);
        }
        return arrival;
    }

    /**
     * Takes note of a packet that came by another router, which extended its number.
     *
     * @param there what the packet meant there
     * @see SequenceWindow#relay
     */
    public Arrival relay(
            long extendedSequence, Arrival there, long timestamp, int bytes, long nowNanos) {
        Arrival arrival = window.relay(extendedSequence, there);
        statistics.arrived(window.extended(), arrival, timestamp, bytes, nowNanos, Origin.MEDIA);
        return arrival;
    }

    /** The extended sequence number of the packet last received. */
    public long extended() {
        return window.extended();
    }

    /** The highest extended sequence number; {@code -1} before the first packet. */
    public long highest() {
        return window.highest();
    }

    /**
     * Writes the sequence numbers to ask for now.
     *
     * @return how many
     * @see NackWindow#due
     */
    public int nacksDue(long nowNanos, int[] sequenceNumbers) {
        return nacks.due(nowNanos, sequenceNumbers);
    }

    /** When {@link #nacksDue} has something to do, or {@link NackWindow#NO_DEADLINE}. */
    public long nextDeadlineNanos() {
        return nacks.nextDeadlineNanos();
    }

    /** True once after packets were lost for good. */
    public boolean keyFrameNeeded() {
        return nacks.keyFrameNeeded();
    }

    /** A key frame begins at this extended number: what is missing before is not asked for. */
    public void keyFrameAt(long extendedSequence) {
        nacks.clearBefore(extendedSequence);
    }

    /** Sets the round-trip time to the sender, as the transport measures it. */
    public void rtt(long newRttNanos) {
        rttNanos = newRttNanos;
        nacks.rtt(newRttNanos);
    }

    /** Takes the peer's sender report for the media SSRC. */
    public void senderReport(long ntp, long rtpTimestamp, long nowNanos) {
        statistics.senderReport(ntp, rtpTimestamp, nowNanos);
    }

    /** The figures for the next report block about the media SSRC. */
    public ReportFigures report(long nowNanos) {
        return statistics.report(nowNanos);
    }

    /** The peer's clock as its sender reports tell it. */
    public SenderClock senderClock() {
        return statistics.senderClock();
    }

    /** True when a packet came within the last 1.5 s. */
    public boolean active(long nowNanos) {
        return statistics.active(nowNanos);
    }

    /** Media over the last second. */
    public long bitsPerSecond(long nowNanos) {
        return statistics.bitsPerSecond(nowNanos);
    }

    public ReceiveStatistics statistics() {
        return statistics;
    }

    public ReceiveStreamState state() {
        return new ReceiveStreamState(
                window.highest(),
                statistics.packets(),
                statistics.bytes(),
                statistics.packetsLost());
    }

    public ReceiveStreamStats stats(long nowNanos) {
        NackCounts counts = nacks.counts();
        return new ReceiveStreamStats(
                statistics.packets(),
                statistics.bytes(),
                statistics.bitsPerSecond(nowNanos),
                statistics.packetsLost(),
                statistics.jitterMillis(),
                statistics.retransmitted(),
                Math.max(statistics.repaired(), counts.recovered),
                statistics.duplicates(),
                statistics.discarded(),
                counts.requests,
                counts.asked,
                counts.givenUp,
                rttNanos / 1e6);
    }
}
