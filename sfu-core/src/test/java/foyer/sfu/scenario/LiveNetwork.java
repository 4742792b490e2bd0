package foyer.sfu.scenario;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One person's network, both ways, for datagrams of real processes: whoever has sockets and a clock
 * says what time it is. The same seed, datagrams and times give the same losses and delays.
 */
public final class LiveNetwork {
    /** From the person to the server, or from the server to the person. */
    public enum Way {
        UP,
        DOWN
    }

    /**
     * What happened on one way so far.
     *
     * @param sent datagrams that entered
     * @param lost those of them that never came, by chance or by a full queue
     * @param bytes of the datagrams that came
     */
    public record Figures(long sent, long lost, long bytes) {}

    private static final int DEFAULT_QUEUE_BYTES = 60_000;

    /** One way and what is wrong with it. */
    private final class Line {
        final Link link;
        final SplittableRandom random;
        LinkConditions conditions = LinkConditions.CLEAN.delayed(Duration.ZERO);
        @Nullable Bottleneck narrow;
        int queueBytes = DEFAULT_QUEUE_BYTES;
        boolean cut;
        long stalledUntilNanos = Long.MIN_VALUE;
        int stallsVersion;
        long lostInCut;
        long bytes;

        Line(SplittableRandom seeds) {
            random = seeds.split();
            link = new Link(events, seeds.split(), conditions);
        }

        void send(byte[] datagram, Consumer<byte[]> receiver) {
            if (cut) {
                lostInCut++;
            } else {
                link.send(datagram, arrived -> afterStall(arrived, receiver));
            }
        }

        /** What comes during a stall waits for its end, and comes in one burst. */
        private void afterStall(byte[] datagram, Consumer<byte[]> receiver) {
            events.at(
                    stalledUntilNanos,
                    () -> {
                        bytes += datagram.length;
                        receiver.accept(datagram);
                    });
        }

        void conditions(LinkConditions changed) {
            conditions = changed;
            link.conditions(changed);
        }

        void narrow(long bitsPerSecond) {
            Bottleneck known = narrow;
            if (bitsPerSecond == 0) {
                narrow = null;
            } else if (known == null) {
                narrow = new Bottleneck(events, bitsPerSecond, queueBytes);
            } else {
                known.capacity(bitsPerSecond);
            }
            link.through(narrow);
        }

        void queue(int newQueueBytes) {
            queueBytes = newQueueBytes;
            Bottleneck known = narrow;
            if (known != null) {
                narrow = new Bottleneck(events, known.capacity(), newQueueBytes);
                link.through(narrow);
            }
        }

        void stalls(long lengthNanos, long everyNanos) {
            int version = ++stallsVersion;
            if (lengthNanos > 0) {
                nextStall(lengthNanos, everyNanos, version);
            }
        }

        private void nextStall(long lengthNanos, long everyNanos, int version) {
            long gap = everyNanos / 2 + random.nextLong(everyNanos);
            events.after(
                    gap,
                    () -> {
                        if (version == stallsVersion) {
                            long length = lengthNanos / 2 + random.nextLong(lengthNanos);
                            stalledUntilNanos = events.nowNanos() + length;
                            nextStall(lengthNanos, everyNanos, version);
                        }
                    });
        }
    }

    private final EventQueue events;
    private final Map<Way, Line> lines = new EnumMap<>(Way.class);

    public LiveNetwork(long seed, long nowNanos) {
        events = new EventQueue(nowNanos);
        SplittableRandom seeds = new SplittableRandom(seed);
        for (Way way : Way.values()) {
            lines.put(way, new Line(seeds));
        }
    }

    /** Lets everything happen that is due, and time pass. */
    public void advance(long nowNanos) {
        while (events.nextNanos() - nowNanos <= 0) {
            events.step();
        }
        events.advance(nowNanos);
    }

    public long nowNanos() {
        return events.nowNanos();
    }

    /** When {@link #advance} has something to do; {@code Long.MAX_VALUE} is never. */
    public long nextNanos() {
        return events.nextNanos();
    }

    public void after(long delayNanos, Runnable action) {
        events.after(delayNanos, action);
    }

    /**
     * Takes a datagram, whose bytes are the network's from now on.
     *
     * @param receiver gets it when it comes, if it comes
     */
    public void send(Way way, byte[] datagram, Consumer<byte[]> receiver) {
        line(way).send(datagram, receiver);
    }

    /** From now on; 0 is no limit. */
    public void capacity(Way way, long bitsPerSecond) {
        line(way).narrow(bitsPerSecond);
    }

    /** What waits before the narrow place at most. */
    public void queue(Way way, int bytes) {
        line(way).queue(bytes);
    }

    public void delay(Way way, long nanos) {
        line(way).conditions(line(way).conditions.delayed(Duration.ofNanos(nanos)));
    }

    /** What is added to the delay at most; the order stays. */
    public void jitter(Way way, long nanos) {
        line(way).conditions(line(way).conditions.jittering(Duration.ofNanos(nanos)));
    }

    public void loss(Way way, double chance) {
        line(way).conditions(line(way).conditions.losing(chance));
    }

    public void reordering(Way way, double chance) {
        line(way).conditions(line(way).conditions.reordering(chance));
    }

    /** A chance for each packet to enter the bad state, to leave it, and to be lost in it. */
    public void bursts(Way way, double toBad, double toGood, double lossInBad) {
        line(way).link.losing(toBad > 0 ? new BurstLoss(toBad, toGood, lossInBad) : null);
    }

    /** From time to time nothing comes for a while, then all of it at once; by means of both. */
    public void stalls(Way way, long lengthNanos, long everyNanos) {
        line(way).stalls(lengthNanos, everyNanos);
    }

    /** Nothing enters any more; what is on its way still comes. */
    public void cut() {
        lines.values().forEach(line -> line.cut = true);
    }

    public void heal() {
        lines.values().forEach(line -> line.cut = false);
    }

    public Figures figures(Way way) {
        Line line = line(way);
        return new Figures(
                line.link.sent() + line.lostInCut, line.link.lost() + line.lostInCut, line.bytes);
    }

    private Line line(Way way) {
        Line line = lines.get(way);
        if (line == null) {
            throw new IllegalStateException("way: " + way);
        }
        return line;
    }
}
