package foyer.sfu.scenario;

import java.time.Duration;

/**
 * How bad one direction of a network is.
 *
 * @param loss the chance of a single packet to be lost
 * @param burst the chance of a packet to begin a burst of losses
 * @param burstPackets how many packets a burst takes on average
 * @param delayNanos the least time on the way
 * @param jitterNanos what is added to it at most; packets keep their order
 * @param reorder the chance of a packet to be overtaken by those within the next 30 ms
 * @param duplicate the chance of a packet to come twice
 * @param bitsPerSecond of the bottleneck; 0 is none
 * @param queueBytes what waits before the bottleneck at most; more is lost
 */
record LinkConditions(
        double loss,
        double burst,
        int burstPackets,
        long delayNanos,
        long jitterNanos,
        double reorder,
        double duplicate,
        long bitsPerSecond,
        int queueBytes) {
    static final LinkConditions CLEAN =
            new LinkConditions(0, 0, 1, Duration.ofMillis(10).toNanos(), 0, 0, 0, 0, 0);

    LinkConditions losing(double chance) {
        return new LinkConditions(
                chance,
                burst,
                burstPackets,
                delayNanos,
                jitterNanos,
                reorder,
                duplicate,
                bitsPerSecond,
                queueBytes);
    }

    LinkConditions losingBursts(double chance, int packets) {
        return new LinkConditions(
                loss,
                chance,
                packets,
                delayNanos,
                jitterNanos,
                reorder,
                duplicate,
                bitsPerSecond,
                queueBytes);
    }

    LinkConditions delayed(Duration delay) {
        return new LinkConditions(
                loss,
                burst,
                burstPackets,
                delay.toNanos(),
                jitterNanos,
                reorder,
                duplicate,
                bitsPerSecond,
                queueBytes);
    }

    LinkConditions jittering(Duration jitter) {
        return new LinkConditions(
                loss,
                burst,
                burstPackets,
                delayNanos,
                jitter.toNanos(),
                reorder,
                duplicate,
                bitsPerSecond,
                queueBytes);
    }

    LinkConditions reordering(double chance) {
        return new LinkConditions(
                loss,
                burst,
                burstPackets,
                delayNanos,
                jitterNanos,
                chance,
                duplicate,
                bitsPerSecond,
                queueBytes);
    }

    LinkConditions duplicating(double chance) {
        return new LinkConditions(
                loss,
                burst,
                burstPackets,
                delayNanos,
                jitterNanos,
                reorder,
                chance,
                bitsPerSecond,
                queueBytes);
    }

    LinkConditions capped(long newBitsPerSecond, int newQueueBytes) {
        return new LinkConditions(
                loss,
                burst,
                burstPackets,
                delayNanos,
                jitterNanos,
                reorder,
                duplicate,
                newBitsPerSecond,
                newQueueBytes);
    }
}
