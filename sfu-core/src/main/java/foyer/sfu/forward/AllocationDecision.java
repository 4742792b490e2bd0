package foyer.sfu.forward;

import org.jspecify.annotations.Nullable;

/**
 * One change of what a consumer may be sent.
 *
 * @param from null for nothing
 * @param to null for nothing: paused by bandwidth
 * @param budgetBps what all videos of the receiver had together
 */
public record AllocationDecision(
        long nanos,
        @Nullable Rung from,
        @Nullable Rung to,
        AllocationReason reason,
        long budgetBps) {}
