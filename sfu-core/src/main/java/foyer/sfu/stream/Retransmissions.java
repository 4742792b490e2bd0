package foyer.sfu.stream;

import foyer.sfu.wire.PacketBuffer;
import org.jspecify.annotations.Nullable;

/** Answers a receiver's requests out of what is kept, within a budget, and counts the answers. */
final class Retransmissions {
    private final @Nullable RetransmissionBuffer buffer;
    private final RetransmissionBudget budget = new RetransmissionBudget();
    long requested;
    long sent;
    long sentBytes;
    long tooSoon;
    long overBudget;
    long gone;

    Retransmissions(@Nullable RetransmissionBuffer buffer) {
        this.buffer = buffer;
    }

    void keep(
            PacketBuffer packet,
            int headBytes,
            PayloadMemory.@Nullable Held payload,
            int sequenceNumber,
            long nowNanos) {
        if (buffer != null) {
            buffer.keep(packet, headBytes, payload, sequenceNumber, nowNanos);
        }
    }

    boolean copy(int sequenceNumber, PacketBuffer target, long nowNanos) {
        return buffer != null && buffer.copy(sequenceNumber, target, nowNanos);
    }

    void forget() {
        if (buffer != null) {
            buffer.clear();
        }
    }

    boolean trim(long nowNanos) {
        return buffer == null || buffer.trim(nowNanos);
    }

    RetransmissionBudget budget() {
        return budget;
    }

    Retransmit answer(
            int sequenceNumber,
            PacketBuffer target,
            long mediaBitsPerSecond,
            long rttNanos,
            long nowNanos) {
        requested++;
        int length = buffer == null ? -1 : buffer.find(sequenceNumber, nowNanos);
        if (buffer == null || length < 0) {
            gone++;
            return Retransmit.GONE;
        }
        if (buffer.check(sequenceNumber, nowNanos, rttNanos) == Retransmit.TOO_SOON) {
            tooSoon++;
            return Retransmit.TOO_SOON;
        }
        if (!budget.take(length, mediaBitsPerSecond, nowNanos)) {
            overBudget++;
            return Retransmit.TOO_SOON;
        }
        sent++;
        sentBytes += length;
        return buffer.retransmit(sequenceNumber, target, nowNanos, rttNanos);
    }
}
