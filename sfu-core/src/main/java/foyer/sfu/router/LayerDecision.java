package foyer.sfu.router;

import foyer.sfu.api.LayerReason;
import foyer.sfu.forward.AllocationReason;
import org.jspecify.annotations.Nullable;

/**
 * From this moment on a consumer was sent, or was to be sent, something else, or for another
 * reason. Layers are counted from 0, −1 is none.
 *
 * @param currentSpatial what was sent from then on
 * @param targetSpatial what was to be sent
 * @param reason why no more than that
 * @param allocation why its part of the bandwidth changed at this moment; null when it did not
 * @param estimateBps what the receiver's downlink was thought to carry
 * @param budgetBps what all its videos had of that together; −1 where nothing was divided
 */
public record LayerDecision(
        long nanos,
        int currentSpatial,
        int currentTemporal,
        int targetSpatial,
        int targetTemporal,
        LayerReason reason,
        @Nullable AllocationReason allocation,
        long estimateBps,
        long budgetBps) {}
