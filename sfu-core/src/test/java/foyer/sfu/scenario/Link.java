package foyer.sfu.scenario;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One direction between a peer and the server: loses, delays, reorders and duplicates by a seed.
 */
final class Link {
    private static final long OVERTAKEN_NANOS = Duration.ofMillis(30).toNanos();
    private static final int IP_AND_UDP_BYTES = 28;

    private final EventQueue events;
    private final SplittableRandom random;
    private LinkConditions conditions;
    private long lastArrivalNanos;
    private long freeNanos;
    private @Nullable Bottleneck bottleneck;
    private @Nullable BurstLoss burstLoss;
    private int burstLeft;
    private long sent;
    private long lost;

    Link(EventQueue events, SplittableRandom random, LinkConditions conditions) {
        this.events = events;
        this.random = random;
        this.conditions = conditions;
    }

    void conditions(LinkConditions newConditions) {
        conditions = newConditions;
    }

    /** All goes through a narrow place, after what is lost on the way to it. */
    void through(@Nullable Bottleneck narrow) {
        bottleneck = narrow;
    }

    /** Losses come in bursts, besides those of the conditions; null for none. */
    void losing(@Nullable BurstLoss losses) {
        burstLoss = losses;
    }

    long sent() {
        return sent;
    }

    long lost() {
        return lost;
    }

    /** Takes a datagram, whose bytes are the link's from now on; each copy has its own. */
    void send(byte[] datagram, Consumer<byte[]> receiver) {
        sent++;
        if (isLost()) {
            lost++;
            return;
        }
        Bottleneck narrow = bottleneck;
        if (narrow != null) {
            boolean taken =
                    narrow.enter(
                            datagram.length + IP_AND_UDP_BYTES,
                            () -> deliver(datagram, events.nowNanos(), receiver));
            lost += taken ? 0 : 1;
            return;
        }
        long leaves = leaves(datagram.length + IP_AND_UDP_BYTES);
        if (leaves < 0) {
            lost++;
            return;
        }
        deliver(datagram, leaves, receiver);
        if (conditions.duplicate() > 0 && random.nextDouble() < conditions.duplicate()) {
            deliver(datagram.clone(), leaves, receiver);
        }
    }

    private boolean isLost() {
        BurstLoss losses = burstLoss;
        if (losses != null && losses.losesNext(random)) {
            return true;
        }
        if (burstLeft > 0) {
            burstLeft--;
            return true;
        }
        if (conditions.burst() > 0 && random.nextDouble() < conditions.burst()) {
            burstLeft = random.nextInt(2 * conditions.burstPackets());
            return true;
        }
        return conditions.loss() > 0 && random.nextDouble() < conditions.loss();
    }

    /** When the last bit has passed the bottleneck, −1 when the queue before it is full. */
    private long leaves(int bytes) {
        long nowNanos = events.nowNanos();
        if (conditions.bitsPerSecond() == 0) {
            return nowNanos;
        }
        long begin = Math.max(nowNanos, freeNanos);
        long queued = (begin - nowNanos) * conditions.bitsPerSecond() / 8_000_000_000L;
        if (queued + bytes > conditions.queueBytes()) {
            return -1;
        }
        freeNanos = begin + bytes * 8_000_000_000L / conditions.bitsPerSecond();
        return freeNanos;
    }

    private void deliver(byte[] datagram, long leavesNanos, Consumer<byte[]> receiver) {
        long jitter = conditions.jitterNanos();
        long arrival =
                leavesNanos + conditions.delayNanos() + (jitter > 0 ? random.nextLong(jitter) : 0);
        if (conditions.reorder() > 0 && random.nextDouble() < conditions.reorder()) {
            arrival += random.nextLong(OVERTAKEN_NANOS);
        } else {
            arrival = Math.max(arrival, lastArrivalNanos);
            lastArrivalNanos = arrival;
        }
        events.at(arrival, () -> receiver.accept(datagram));
    }
}
