package foyer.sfu.stream;

/**
 * What is counted of a receiving stream, and the figures of its report blocks (RFC 3550 A.3, A.8).
 * Loss is counted before recovery: a packet restored from a retransmission stream stays lost here,
 * since the sender wants to know what its path does.
 */
public final class ReceiveStatistics {
    static final long INACTIVE_NANOS = 1_500_000_000;

    private final Jitter jitter;
    private final LossCount loss = new LossCount();
    private final SenderClock senderClock;
    private final RateWindow rate = new RateWindow();
    private final RateWindow retransmittedRate = new RateWindow();
    private boolean started;
    private long lastArrivalNanos;
    private long packets;
    private long bytes;
    private long retransmitted;
    private long repaired;
    private long duplicates;
    private long discarded;

    public ReceiveStatistics(int clockRate) {
        jitter = new Jitter(clockRate);
        senderClock = new SenderClock(clockRate);
    }

    /**
     * Counts a packet.
     *
     * @param packetBytes its size from the RTP header on
     */
    public void arrived(
            long extendedSequence,
            Arrival arrival,
            long timestamp,
            int packetBytes,
            long nowNanos,
            Origin origin) {
        if (arrival == Arrival.DUPLICATE) {
            duplicates++;
        } else if (arrival == Arrival.TOO_OLD) {
            discarded++;
        }
        if (origin == Origin.RTX) {
            retransmission(extendedSequence, arrival, packetBytes, nowNanos);
        } else if (arrival != Arrival.TOO_OLD) {
            media(extendedSequence, arrival, timestamp, packetBytes, nowNanos);
        }
    }

    /** Takes the peer's sender report (RFC 3550 6.4.1). */
    public void senderReport(long ntp, long rtpTimestamp, long nowNanos) {
        senderClock.report(ntp, rtpTimestamp, nowNanos);
    }

    /** The figures for the next report block; the interval of the fraction lost begins anew. */
    public ReportFigures report(long nowNanos) {
        return new ReportFigures(
                loss.nextFraction(),
                Math.clamp(loss.cumulative(), -0x80_0000, 0x7f_ffff),
                loss.highest() & 0xffff_ffffL,
                jitter.units(),
                senderClock.lastReport(),
                senderClock.delaySinceReport(nowNanos));
    }

    /** True when a packet came within the last 1.5 s. */
    public boolean active(long nowNanos) {
        return started && nowNanos - lastArrivalNanos < INACTIVE_NANOS;
    }

    /** When the last new packet of either SSRC came; without meaning before the first. */
    public long lastArrivalNanos() {
        return lastArrivalNanos;
    }

    /** Media packets, duplicates included. */
    public long packets() {
        return packets;
    }

    /** Bytes of the media packets from the RTP header on. */
    public long bytes() {
        return bytes;
    }

    /** Lost since the beginning, before recovery; negative when packets were duplicated. */
    public long packetsLost() {
        return loss.cumulative();
    }

    /** Packets that came by the retransmission SSRC. */
    public long retransmitted() {
        return retransmitted;
    }

    /** Those of them that filled a hole. */
    public long repaired() {
        return repaired;
    }

    public long duplicates() {
        return duplicates;
    }

    /** Packets outside the window. */
    public long discarded() {
        return discarded;
    }

    public long jitterUnits() {
        return jitter.units();
    }

    public double jitterMillis() {
        return jitter.millis();
    }

    /** Media over the last second, headers included, retransmissions not. */
    public long bitsPerSecond(long nowNanos) {
        return rate.bitsPerSecond(nowNanos);
    }

    public long retransmittedBitsPerSecond(long nowNanos) {
        return retransmittedRate.bitsPerSecond(nowNanos);
    }

    /** The peer's clock as its sender reports tell it. */
    public SenderClock senderClock() {
        return senderClock;
    }

    /** Goes on with counts reached earlier; what is missing after that number counts as lost. */
    void resume(ReceiveStreamState state) {
        packets = state.packets();
        bytes = state.bytes();
        loss.resume(state.extendedHighest(), state.packetsLost());
    }

    private void media(
            long extendedSequence,
            Arrival arrival,
            long timestamp,
            int packetBytes,
            long nowNanos) {
        packets++;
        bytes += packetBytes;
        rate.add(packetBytes, nowNanos);
        if (arrival == Arrival.RESTART) {
            loss.restart(extendedSequence);
            jitter.restart();
        }
        loss.received(extendedSequence);
        if (arrival != Arrival.LATE && arrival != Arrival.DUPLICATE) {
            jitter.arrived(timestamp, nowNanos);
        }
        alive(nowNanos);
    }

    private void retransmission(
            long extendedSequence, Arrival arrival, int packetBytes, long nowNanos) {
        retransmitted++;
        retransmittedRate.add(packetBytes, nowNanos);
        if (arrival.isNew()) {
            repaired++;
            loss.reached(extendedSequence);
            alive(nowNanos);
        }
    }

    private void alive(long nowNanos) {
        started = true;
        lastArrivalNanos = nowNanos;
    }
}
