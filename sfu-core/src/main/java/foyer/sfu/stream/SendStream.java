package foyer.sfu.stream;

import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.SerialNumbers;
import org.jspecify.annotations.Nullable;

/**
 * One outgoing media SSRC with its retransmission SSRC: counts and clock for sender reports,
 * answers to NACK, and what the receiver reports.
 */
public final class SendStream {
    private final int clockRate;
    private final Retransmissions retransmissions;
    private final RemoteReception remote = new RemoteReception();
    private final RateWindow rate = new RateWindow();
    private int highestSequenceNumber = -1;
    private boolean anchored;
    private long lastTimestamp;
    private long lastTimestampNanos;
    private long packetCount;
    private long octetCount;
    private int nextRtxSequenceNumber;
    private int recent;

    /**
     * @param clockRate of the RTP timestamps
     * @param firstRtxSequenceNumber random 16 bits (RFC 3550 5.1)
     * @param buffer keeps this stream's packets; null when none are sent again
     */
    public SendStream(
            int clockRate, int firstRtxSequenceNumber, @Nullable RetransmissionBuffer buffer) {
        if (clockRate <= 0) {
            throw new IllegalArgumentException("clockRate: " + clockRate);
        }
        this.clockRate = clockRate;
        nextRtxSequenceNumber = firstRtxSequenceNumber & 0xffff;
        retransmissions = new Retransmissions(buffer);
    }

    /**
     * A stream that goes on where an earlier process left it; packets sent by that one are gone.
     */
    public SendStream(int clockRate, SendStreamState state, @Nullable RetransmissionBuffer buffer) {
        this(clockRate, state.nextRtxSequenceNumber(), buffer);
        highestSequenceNumber = state.highestSequenceNumber();
        lastTimestamp = state.lastTimestamp();
        packetCount = state.packetCount();
        octetCount = state.octetCount();
    }

    /**
     * Counts a media packet that goes out now, and keeps a copy to send again.
     *
     * @param packet as it is before protection
     * @param timestamp RTP timestamp, unsigned 32 bits
     * @param payloadBytes without header and padding
     */
    public void sent(
            PacketBuffer packet,
            int sequenceNumber,
            long timestamp,
            int payloadBytes,
            long nowNanos) {
        sent(packet, packet.length(), null, sequenceNumber, timestamp, payloadBytes, nowNanos);
    }

    /**
     * The same for a packet whose end is held for all receivers.
     *
     * @param headBytes what of the packet is this receiver's own
     * @param payload what the rest is the end of, null when there is no rest
     */
    public void sent(
            PacketBuffer packet,
            int headBytes,
            PayloadMemory.@Nullable Held payload,
            int sequenceNumber,
            long timestamp,
            int payloadBytes,
            long nowNanos) {
        packetCount++;
        octetCount += payloadBytes;
        rate.add(packet.length(), nowNanos);
        if (isAhead(sequenceNumber)) {
            highestSequenceNumber = sequenceNumber & 0xffff;
            anchor(timestamp & 0xffff_ffffL, nowNanos);
        }
        retransmissions.keep(packet, headBytes, payload, sequenceNumber, nowNanos);
    }

    /**
     * Answers one sequence number of a NACK. At most once per round trip and packet, and within the
     * budget.
     *
     * @param target filled with the packet as it was sent when the answer is {@link
     *     Retransmit#SEND}
     */
    public Retransmit nacked(int sequenceNumber, PacketBuffer target, long nowNanos) {
        return retransmissions.answer(
                sequenceNumber, target, bitsPerSecond(nowNanos), rtt().nanos(), nowNanos);
    }

    /**
     * One of the packets sent last, to send it again unasked.
     *
     * @param target filled with it
     * @return its sequence number, or −1 when none is kept
     */
    public int recent(PacketBuffer target, long nowNanos) {
        int number = (highestSequenceNumber - (recent++ & 7)) & 0xffff;
        boolean found =
                highestSequenceNumber >= 0 && retransmissions.copy(number, target, nowNanos);
        return found ? number : -1;
    }

    /** Nobody needs what was sent so far: requests for it come to nothing. */
    public void forget() {
        retransmissions.forget();
    }

    /** The sequence number for the next packet of the retransmission SSRC. */
    public int nextRtxSequenceNumber() {
        int number = nextRtxSequenceNumber;
        nextRtxSequenceNumber = (number + 1) & 0xffff;
        return number;
    }

    /** Sets what retransmissions may take; 0 is half of the media's rate, at least 256 kbit/s. */
    public void retransmissionBudget(long bitsPerSecond) {
        retransmissions.budget().rate(bitsPerSecond);
    }

    /**
     * The figures of a sender report: now as an RTP timestamp, told by the first packet of the last
     * timestamp sent.
     *
     * @param ntpNow our wall clock, 64 bits
     * @return null before the first packet: there is no timestamp to tell
     */
    public @Nullable SenderReportFigures senderReport(long nowNanos, long ntpNow) {
        if (!anchored) {
            return null;
        }
        double elapsed = (nowNanos - lastTimestampNanos) * (clockRate / 1e9);
        return senderReportAt(lastTimestamp + Math.round(elapsed), ntpNow);
    }

    /** The same with a timestamp known better, as from the producer's {@link SenderClock}. */
    public SenderReportFigures senderReportAt(long rtpTimestamp, long ntpNow) {
        return new SenderReportFigures(
                ntpNow,
                rtpTimestamp & 0xffff_ffffL,
                packetCount & 0xffff_ffffL,
                octetCount & 0xffff_ffffL);
    }

    /** Takes the receiver's report block about the media SSRC. */
    public void receiverReport(ReportFigures figures, long ntpNow) {
        remote.report(figures, ntpNow);
    }

    /** Takes the receiver's reference time (RFC 3611 4.4), 64 bits of its clock. */
    public void referenceTime(long ntp, long nowNanos) {
        remote.referenceTime(ntp, nowNanos);
    }

    /** The answer to the last reference time; zeros without one. */
    public DlrrFigures dlrr(long nowNanos) {
        return remote.dlrr(nowNanos);
    }

    /** The round-trip time by the receiver's reports. */
    public RttEstimate rtt() {
        return remote.rtt();
    }

    /** What the receiver reported last; zeros before. */
    public ReportFigures lastReport() {
        return remote.last();
    }

    /** Media over the last second, headers included, retransmissions not. */
    public long bitsPerSecond(long nowNanos) {
        return rate.bitsPerSecond(nowNanos);
    }

    /**
     * Gives back the memory of packets too old to be asked for, when nothing is sent.
     *
     * @return false while there is some
     */
    public boolean trim(long nowNanos) {
        return retransmissions.trim(nowNanos);
    }

    public SendStreamState state() {
        return new SendStreamState(
                highestSequenceNumber,
                lastTimestamp,
                packetCount,
                octetCount,
                nextRtxSequenceNumber);
    }

    public SendStreamStats stats(long nowNanos) {
        ReportFigures report = remote.last();
        return new SendStreamStats(
                packetCount,
                octetCount,
                bitsPerSecond(nowNanos),
                retransmissions.requested,
                retransmissions.sent,
                retransmissions.sentBytes,
                retransmissions.tooSoon,
                retransmissions.overBudget,
                retransmissions.gone,
                report.fractionLost() / 256.0,
                report.cumulativeLost(),
                report.jitter() * 1e3 / clockRate,
                rtt().nanos() / 1e6);
    }

    private boolean isAhead(int sequenceNumber) {
        return highestSequenceNumber < 0
                || SerialNumbers.isAfter16(sequenceNumber, highestSequenceNumber);
    }

    /** The first packet of a frame tells its time best: the rest is paced behind it. */
    private void anchor(long timestamp, long nowNanos) {
        if (!anchored || timestamp != lastTimestamp) {
            anchored = true;
            lastTimestamp = timestamp;
            lastTimestampNanos = nowNanos;
        }
    }
}
