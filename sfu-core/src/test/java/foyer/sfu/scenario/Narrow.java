package foyer.sfu.scenario;

import foyer.sfu.api.RouterEvent;
import foyer.sfu.forward.AllocationDecision;
import foyer.sfu.forward.Rung;
import foyer.sfu.router.DownlinkStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call in which some only send, over clean paths, and some only receive, behind narrow places:
 * what the server thought of these is noted ten times a second.
 */
final class Narrow {
    private static final long SAMPLE_NANOS = Duration.ofMillis(100).toNanos();

    /** What was thought at one moment. */
    record Sample(long atNanos, long estimateBps, long capacityBps) {}

    /** Somebody who receives, and the way there. */
    static final class Receiver {
        final VirtualPeer peer;
        final Bottleneck bottleneck;
        final List<Sample> samples = new ArrayList<>();
        private double fairShare = 1;

        Receiver(VirtualPeer peer, Bottleneck bottleneck) {
            this.peer = peer;
            this.bottleneck = bottleneck;
        }

        /** So much of the place is the receiver's, and is called its capacity. */
        void fairShare(double share) {
            fairShare = share;
        }

        /** Between two moments, in seconds from the start. */
        List<Sample> between(double from, double to) {
            return samples.stream()
                    .filter(sample -> sample.atNanos() >= nanos(from))
                    .filter(sample -> sample.atNanos() < nanos(to))
                    .toList();
        }

        /** The share of samples in which the estimate was within these shares of the capacity. */
        double shareWithin(double low, double high, double from, double to) {
            List<Sample> all = between(from, to);
            long good =
                    all.stream()
                            .filter(s -> s.estimateBps() >= low * s.capacityBps())
                            .filter(s -> s.estimateBps() <= high * s.capacityBps())
                            .count();
            return (double) good / all.size();
        }

        double meanShare(double from, double to) {
            return between(from, to).stream()
                    .mapToDouble(s -> (double) s.estimateBps() / s.capacityBps())
                    .average()
                    .orElse(0);
        }

        double leastShare(double from, double to) {
            return between(from, to).stream()
                    .mapToDouble(s -> (double) s.estimateBps() / s.capacityBps())
                    .min()
                    .orElse(0);
        }

        double mostShare(double from, double to) {
            return mostShare(from, to, Duration.ZERO);
        }

        /** By the capacity of so long before, where that was higher. */
        double mostShare(double from, double to, Duration lag) {
            List<Sample> now = between(from, to);
            int back = (int) (lag.toNanos() / SAMPLE_NANOS);
            int first = samples.indexOf(now.getFirst());
            double most = 0;
            for (int i = first; i < first + now.size(); i++) {
                long capacity = samples.get(i).capacityBps();
                capacity = Math.max(capacity, samples.get(Math.max(0, i - back)).capacityBps());
                most = Math.max(most, (double) samples.get(i).estimateBps() / capacity);
            }
            return most;
        }

        /** Seconds from a moment until the estimate is at most this; infinite for never. */
        double secondsUntilAtMost(long bitsPerSecond, double from) {
            return samples.stream()
                    .filter(sample -> sample.atNanos() >= nanos(from))
                    .filter(sample -> sample.estimateBps() <= bitsPerSecond)
                    .mapToDouble(sample -> (sample.atNanos() - nanos(from)) / 1e9)
                    .findFirst()
                    .orElse(Double.POSITIVE_INFINITY);
        }

        double delayMillis(double share, double from, double to) {
            return bottleneck.delayNanos(share, nanos(from), nanos(to)) / 1e6;
        }
    }

    private final Scenario call;
    private final int senders;
    private final int speakers;
    private final List<Receiver> receivers = new ArrayList<>();

    Narrow(long seed, int senders) {
        this(seed, senders, senders);
    }

    /** Only the first speak. */
    Narrow(long seed, int senders, int speakers) {
        this.call = new Scenario(seed);
        this.senders = senders;
        this.speakers = speakers;
        for (int i = 0; i < senders; i++) {
            VirtualPeer peer = call.peer("sender" + i, LinkConditions.CLEAN);
            call.at(Duration.ZERO, peer::join);
            call.at(Duration.ZERO, i < speakers ? peer::produceAll : peer::produceVideo);
        }
    }

    Scenario call() {
        return call;
    }

    Bottleneck bottleneck(long bitsPerSecond, int queueBytes) {
        return new Bottleneck(call.events(), bitsPerSecond, queueBytes);
    }

    Receiver receiver(Bottleneck bottleneck, LinkConditions conditions) {
        VirtualPeer peer =
                call.peer("receiver" + receivers.size(), LinkConditions.CLEAN, conditions)
                        .answers(Subscriber.Answers.ARRIVALS);
        peer.downlink().through(bottleneck);
        Receiver receiver = new Receiver(peer, bottleneck);
        receivers.add(receiver);
        call.at(Duration.ZERO, peer::join);
        call.at(Duration.ZERO, peer::consumeAll);
        call.at(Duration.ZERO, () -> sample(receiver));
        return receiver;
    }

    private void sample(Receiver receiver) {
        DownlinkStats downlink = call.server().downlink(receiver.peer);
        receiver.samples.add(
                new Sample(
                        call.events().nowNanos(),
                        downlink.estimateBps(),
                        (long) (receiver.fairShare * receiver.bottleneck.capacity())));
        call.events().after(SAMPLE_NANOS, () -> sample(receiver));
    }

    static long nanos(double seconds) {
        return Scenario.nanosAt(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    Narrow at(double seconds, Runnable step) {
        call.at(Duration.ofMillis(Math.round(seconds * 1000)), step);
        return this;
    }

    Narrow run(double seconds) {
        call.run(Duration.ofMillis(Math.round(seconds * 1000)));
        return this;
    }

    VirtualPeer sender(int i) {
        return call.peers().get(i);
    }

    ReceivedTrack video(Receiver receiver, int sender) {
        return receiver.peer.videoFrom(sender(sender));
    }

    private DownlinkStats.@Nullable Share share(Receiver receiver, ReceivedTrack track) {
        return call.server().downlink(receiver.peer).shares().stream()
                .filter(share -> share.consumerId().equals(track.consumerId()))
                .findFirst()
                .orElse(null);
    }

    List<AllocationDecision> decisions(Receiver receiver, int sender) {
        return Objects.requireNonNull(share(receiver, video(receiver, sender))).decisions();
    }

    /** What the receiver's videos may take at this moment. */
    long givenBps(Receiver receiver) {
        return call.server().downlink(receiver.peer).shares().stream()
                .map(DownlinkStats.Share::rung)
                .filter(Objects::nonNull)
                .mapToLong(Rung::bitrateBps)
                .sum();
    }

    /** How many videos are paused by bandwidth now. */
    int paused(Receiver receiver) {
        return (int)
                call.server().downlink(receiver.peer).shares().stream()
                        .filter(share -> share.rung() == null)
                        .count();
    }

    /** The most decisions about one video within any five seconds between two moments. */
    int mostDecisionsInFiveSeconds(Receiver receiver, double from, double to) {
        int most = 0;
        for (int i = 0; i < senders; i++) {
            List<Long> times =
                    decisions(receiver, i).stream()
                            .map(AllocationDecision::nanos)
                            .filter(at -> at >= nanos(from) && at < nanos(to))
                            .toList();
            for (int j = 0; j < times.size(); j++) {
                long end = times.get(j) + Duration.ofSeconds(5).toNanos();
                int count = (int) times.stream().skip(j).filter(at -> at < end).count();
                most = Math.max(most, count);
            }
        }
        return most;
    }

    /** The longest time without a new frame that the server had not told of. */
    double longestUnmarkedFreezeSeconds(Receiver receiver, double from, double to) {
        double longest = 0;
        for (int i = 0; i < senders; i++) {
            longest = Math.max(longest, unmarkedFreeze(receiver, i, from, to));
        }
        return longest;
    }

    private double unmarkedFreeze(Receiver receiver, int sender, double from, double to) {
        List<Long> moments = new ArrayList<>(marked(video(receiver, sender).consumerId(), to));
        video(receiver, sender).decoded().forEach(frame -> moments.add(frame.atNanos()));
        moments.sort(null);
        long longest = 0;
        long before = nanos(from);
        for (long at : moments) {
            if (at >= nanos(from) && at < nanos(to)) {
                longest = Math.max(longest, at - before);
                before = at;
            }
        }
        return Math.max(longest, nanos(to) - before) / 1e9;
    }

    /** Moments at which the server had told that nothing is forwarded to the consumer. */
    private List<Long> marked(String consumerId, double to) {
        List<Long> moments = new ArrayList<>();
        List<RouterEvent> events = call.server().events();
        long since = -1;
        for (int i = 0; i <= events.size(); i++) {
            boolean end = i == events.size();
            long at = end ? nanos(to) : call.server().eventNanos().get(i);
            boolean its =
                    !end
                            && events.get(i) instanceof RouterEvent.ConsumerLayersChanged changed
                            && changed.consumerId().equals(consumerId);
            if (since >= 0 && (its || end)) {
                for (long moment = since; moment < at; moment += SAMPLE_NANOS) {
                    moments.add(moment);
                }
                moments.add(at);
                since = -1;
            }
            if (its && ((RouterEvent.ConsumerLayersChanged) events.get(i)).layers() == null) {
                since = at;
            }
        }
        return moments;
    }

    /** The share of audio packets that never came, of all between the first and the last. */
    double audioLoss(Receiver receiver) {
        long expected = 0;
        long got = 0;
        for (int i = 0; i < speakers; i++) {
            List<ReceivedPacket> packets =
                    List.copyOf(receiver.peer.audioFrom(sender(i)).packets());
            got += packets.size();
            expected += packets.getLast().sequence() - packets.getFirst().sequence() + 1;
        }
        return 1 - (double) got / expected;
    }

    /** What all that a receiver gets adds up to, as layers of the last frames shown. */
    int layers(Receiver receiver) {
        int sum = 0;
        for (int i = 0; i < senders; i++) {
            sum += video(receiver, i).layer();
        }
        return sum;
    }

    /** For people. */
    String figures(String name, Receiver receiver, double from, double to) {
        return String.format(
                "%-34s %s %.0f-%.0f s: estimate/capacity %.2f (%.2f-%.2f), delay p50 %.0f p95 %.0f"
                        + " max %.0f ms, freeze %.2f s, audio loss %.2f %%, decisions/5s %d, layers %d",
                name,
                receiver.peer,
                from,
                to,
                receiver.meanShare(from, to),
                receiver.leastShare(from, to),
                receiver.mostShare(from, to),
                receiver.delayMillis(0.5, from, to),
                receiver.delayMillis(0.95, from, to),
                receiver.delayMillis(1, from, to),
                longestUnmarkedFreezeSeconds(receiver, from, to),
                100 * audioLoss(receiver),
                mostDecisionsInFiveSeconds(receiver, from, to),
                layers(receiver));
    }
}
