package foyer.sfu.transport;

import foyer.sfu.bwe.BandwidthEstimator;
import foyer.sfu.bwe.PacingBudget;
import foyer.sfu.rtp.AbsSendTime;
import foyer.sfu.wire.PacketBuffer;

/**
 * The last step before protection: sends at once what fits the estimate, lets the rest wait in
 * copies, and puts the moment of sending and the transport-wide number into each packet as it
 * leaves. Audio never waits; retransmissions go before video, and what is made up for a probe fills
 * what those leave.
 *
 * <p>A packet is protected when it leaves, so the packets of one SSRC keep their order: all of an
 * SSRC are sent with the same {@link Kind}.
 */
public final class PacedSender {
    /** How packets are treated. */
    public enum Kind {
        /** Never waits: audio, and what is protected already. */
        IMMEDIATE,
        RETRANSMISSION,
        VIDEO
    }

    /** Where packets leave, clear and finished. */
    public interface Exit {
        /**
         * Protects and sends a packet; false when that cannot be done.
         *
         * @param kind as {@link Kind#IMMEDIATE} it is as it was sent afterwards, else whatever
         */
        boolean transmit(PacketBuffer packet, Kind kind, long nowNanos, TransportOutput out);

        /**
         * Makes a packet for a probe and sends it through {@link PacedSender#transmitProbe}; false
         * when there is nothing to make it of.
         */
        boolean makeProbe(int bytes, long nowNanos, TransportOutput out);
    }

    /** UDP and IPv4 headers and an authentication tag: what a packet is longer on the way. */
    public static final int OVERHEAD_BYTES = 28 + 16;

    /** Larger queues are no use: by then it is known that less must be sent. */
    private static final long MAX_QUEUE_NANOS = 600_000_000;

    private static final int LEAST_QUEUE_BYTES = 30_000;
    private static final int MOST_QUEUE_BYTES = 1_000_000;
    private static final long LONG_WAIT_NANOS = 40_000_000;

    /**
     * What waits leaves in parts as long as this: a wake-up and a segmented send for several
     * packets. Receivers and our estimate see packets that are closer as one group anyway.
     */
    private static final long TOGETHER_NANOS = 5_000_000;

    private static final int PROBE_PACKET_BYTES = 1_000;
    private static final int SMALL_PROBE_PACKET_BYTES = 250;
    private static final long SMALL_PROBE_BITS = 600_000;
    private static final long PROBE_BURST_NANOS = 10_000_000;

    private final BandwidthEstimator estimator;
    private final PacingBudget budget = new PacingBudget();
    private final Exit exit;
    private final PacketQueue retransmissions;
    private final PacketQueue video;
    private boolean pacing;
    private boolean probing;
    private long probeNanos;
    private long dropped;
    private long probeBytes;
    private long retransmittedBytes;
    private long longestWaitNanos;

    public PacedSender(BandwidthEstimator estimator, PacketPool pool, Exit exit) {
        this.estimator = estimator;
        this.exit = exit;
        this.retransmissions = new PacketQueue(pool);
        this.video = new PacketQueue(pool);
    }

    /** From now on packets are spread; until then all go at once. */
    public void pace() {
        pacing = true;
    }

    /** Packets dropped because too many waited. */
    public long dropped() {
        return dropped;
    }

    /** Bytes sent for probes alone. */
    public long probeBytes() {
        return probeBytes;
    }

    /** Bytes sent because they were asked for again. */
    public long retransmittedBytes() {
        return retransmittedBytes;
    }

    /** Packets that wait. */
    public int waiting() {
        return retransmissions.packets() + video.packets();
    }

    /** Their bytes from the RTP header on. */
    public int waitingBytes() {
        return retransmissions.bytes() + video.bytes();
    }

    /** The longest that a packet waited. */
    public long longestWaitNanos() {
        return longestWaitNanos;
    }

    /**
     * Sends a clear packet now or soon. The packet is changed when it goes at once, and protected
     * in place when it is {@link Kind#IMMEDIATE}; copied when it waits.
     *
     * @param numberOffset where its transport-wide number belongs, −1 for nowhere
     * @param sendTimeOffset where its time of sending belongs, −1 for nowhere
     * @return false when it was dropped
     */
    public boolean transmit(
            PacketBuffer packet,
            Kind kind,
            int numberOffset,
            int sendTimeOffset,
            long nowNanos,
            TransportOutput out) {
        if (kind == Kind.RETRANSMISSION) {
            retransmittedBytes += packet.length() + OVERHEAD_BYTES;
        }
        if (kind == Kind.IMMEDIATE || !pacing || mayPass(nowNanos)) {
            return send(packet, kind, numberOffset, sendTimeOffset, nowNanos, out);
        }
        if (retransmissions.bytes() + video.bytes() + packet.length() > mostBytes()) {
            dropped++;
            return false;
        }
        PacketQueue queue = kind == Kind.VIDEO ? video : retransmissions;
        queue.add(packet, numberOffset, sendTimeOffset, nowNanos);
        int withHeaders = waitingBytes() + waiting() * OVERHEAD_BYTES;
        estimator.wantBurst(budget.debtBytes() + withHeaders, nowNanos);
        return true;
    }

    /** A packet that a {@link Exit#makeProbe} made goes out now. */
    public boolean transmitProbe(
            PacketBuffer packet,
            int numberOffset,
            int sendTimeOffset,
            long nowNanos,
            TransportOutput out) {
        probeBytes += packet.length();
        return send(packet, Kind.RETRANSMISSION, numberOffset, sendTimeOffset, nowNanos, out);
    }

    /**
     * A packet that was protected before is sent past this one: it takes bandwidth all the same.
     */
    public void passed(int bytes, long nowNanos) {
        retransmittedBytes += bytes;
        updateBudget(nowNanos);
        budget.sent(bytes + OVERHEAD_BYTES, nowNanos);
        estimator.sentUntracked(bytes + OVERHEAD_BYTES, nowNanos);
    }

    private boolean mayPass(long nowNanos) {
        updateBudget(nowNanos);
        return !estimator.probing()
                && retransmissions.isEmpty()
                && video.isEmpty()
                && budget.allows(nowNanos);
    }

    private long mostBytes() {
        return Math.clamp(
                budget.bitsPerSecond() * MAX_QUEUE_NANOS / 8_000_000_000L,
                LEAST_QUEUE_BYTES,
                MOST_QUEUE_BYTES);
    }

    private void updateBudget(long nowNanos) {
        long rate = estimator.pacingBitsPerSecond(nowNanos);
        if (rate != budget.bitsPerSecond()) {
            budget.rate(rate, nowNanos);
        }
        budget.proven(estimator.burstBytes());
    }

    private boolean send(
            PacketBuffer packet,
            Kind kind,
            int numberOffset,
            int sendTimeOffset,
            long nowNanos,
            TransportOutput out) {
        if (sendTimeOffset >= 0) {
            packet.putU24(sendTimeOffset, AbsSendTime.ofNanos(nowNanos));
        }
        if (numberOffset >= 0) {
            packet.putU16(numberOffset, estimator.nextNumber());
        }
        int bytes = packet.length() + OVERHEAD_BYTES;
        if (!exit.transmit(packet, kind, nowNanos, out)) {
            return false;
        }
        updateBudget(nowNanos);
        budget.sent(bytes, nowNanos);
        if (numberOffset >= 0) {
            estimator.sent(bytes, nowNanos);
        } else {
            estimator.sentUntracked(bytes, nowNanos);
        }
        return true;
    }

    /** {@code Long.MAX_VALUE} while nothing waits. */
    public long nextDeadlineNanos(long nowNanos) {
        if (estimator.probing()) {
            return probing ? probeNanos : nowNanos;
        }
        if (waiting() > 0) {
            return budget.allowsAtNanos(bitsTogether());
        }
        return pacing && burstDue(nowNanos) ? nowNanos : Long.MAX_VALUE;
    }

    private long bitsTogether() {
        long bits = budget.bitsPerSecond() * TOGETHER_NANOS / 1_000_000_000L;
        return Math.min(bits, waitingBytes() * 8L);
    }

    public void onDeadline(long nowNanos, TransportOutput out) {
        updateBudget(nowNanos);
        probe(nowNanos, out);
        while (!estimator.probing() && waiting() > 0 && budget.allows(nowNanos)) {
            sendFirst(nowNanos, out);
        }
        if (pacing && waiting() == 0 && burstDue(nowNanos)) {
            proveBurst(nowNanos, out);
        }
    }

    private boolean burstDue(long nowNanos) {
        return estimator.burstDue(budget.anywayBytes(), nowNanos);
    }

    /** Makes up as much as may go at once. */
    private void proveBurst(long nowNanos, TransportOutput out) {
        estimator.beginBurst(nowNanos);
        while (budget.allows(nowNanos) && makeUp(budget.bitsPerSecond(), nowNanos, out) > 0) {
            // Each is paid for as it goes.
        }
    }

    private void probe(long nowNanos, TransportOutput out) {
        if (!probing) {
            probeNanos = nowNanos;
        }
        probing = estimator.probing();
        probeNanos = Math.max(probeNanos, nowNanos - PROBE_BURST_NANOS);
        while (estimator.probing() && probeNanos - nowNanos <= 0) {
            long rate = estimator.probeBitsPerSecond();
            int bytes = waiting() > 0 ? sendFirst(nowNanos, out) : makeUp(rate, nowNanos, out);
            if (bytes == 0) {
                estimator.abandonProbe();
            }
            probeNanos += bytes * 8_000_000_000L / rate;
        }
        probing = estimator.probing();
    }

    /** The size of the packet that was sent. */
    private int sendFirst(long nowNanos, TransportOutput out) {
        Kind kind = retransmissions.isEmpty() ? Kind.VIDEO : Kind.RETRANSMISSION;
        PacketQueue queue = kind == Kind.VIDEO ? video : retransmissions;
        PacketPool.Waiting first = queue.peek();
        if (first == null) {
            return 0;
        }
        int bytes = first.packet.length() + OVERHEAD_BYTES;
        long waited = nowNanos - first.sinceNanos;
        longestWaitNanos = Math.max(longestWaitNanos, waited);
        if (waited > LONG_WAIT_NANOS) {
            estimator.expectBurst(nowNanos);
        }
        queue.remove();
        send(first.packet, kind, first.numberOffset, first.sendTimeOffset, nowNanos, out);
        return bytes;
    }

    private int makeUp(long rate, long nowNanos, TransportOutput out) {
        long before = probeBytes;
        int wanted = rate < SMALL_PROBE_BITS ? SMALL_PROBE_PACKET_BYTES : PROBE_PACKET_BYTES;
        boolean made = exit.makeProbe(wanted, nowNanos, out);
        return made ? (int) (probeBytes - before) + OVERHEAD_BYTES : 0;
    }

    /** What waits of a media SSRC is not wanted any more. */
    public void forget(long ssrc) {
        video.removeAll(ssrc);
    }

    /** Nothing that waits is sent any more. */
    public void clear() {
        retransmissions.clear();
        video.clear();
    }
}
