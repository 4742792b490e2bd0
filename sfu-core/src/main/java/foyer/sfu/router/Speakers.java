package foyer.sfu.router;

import foyer.sfu.api.RouterEvent;
import foyer.sfu.rtp.HeaderExtension;
import foyer.sfu.rtp.RtpExtensions;
import foyer.sfu.rtp.RtpPacket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who speaks: the mean level of each audio producer over an interval (RFC 6464), and the dominant
 * speaker, who is the loudest by a clear margin or stays who it was. Runs while audio flows. Of
 * several routers of a room one decides; the others tell it often what they heard.
 */
final class Speakers extends Deadlines.Timed {
    static final long INTERVAL_NANOS = 800_000_000L;

    /** So late may be what the deciding router knows of the others. */
    static final long REPORT_NANOS = 100_000_000L;

    static final int THRESHOLD_DBOV = -70;

    /** Another one must be so much louder on the mean to take over from somebody who speaks. */
    private static final int MARGIN_DB = 4;

    /** A speaker who pauses stays dominant for so many intervals unless somebody else speaks. */
    private static final int PATIENCE = 3;

    private static final int SILENCE_DBOV = -127;

    /** Levels of one interval; a packet not sent (DTX) says nothing. */
    private static final class Loudness {
        private long sum;
        private int packets;

        void add(long sumDbov, int count) {
            sum += sumDbov;
            packets += count;
        }

        int takeMean() {
            int mean = packets == 0 ? SILENCE_DBOV : (int) (sum / packets);
            clear();
            return mean;
        }

        void clear() {
            sum = 0;
            packets = 0;
        }
    }

    private final Router router;
    private final Map<String, Loudness> loudness = new LinkedHashMap<>();
    private @Nullable String dominant;
    private boolean levelsTold;
    private int silentIntervals;
    private long dueNanos = Long.MAX_VALUE;

    Speakers(Router router) {
        this.router = router;
    }

    void heard(Producer producer, RtpPacket packet, long nowNanos) {
        int id = producer.extensions().id(HeaderExtension.AUDIO_LEVEL);
        int level = id == 0 ? -1 : RtpExtensions.audioLevel(packet, id);
        if (level >= 0) {
            heard(producer.id(), -level, 1, nowNanos);
        }
    }

    /** Another router tells what it heard. */
    void heard(PipeMessage.Heard message, long nowNanos) {
        for (PipeMessage.Heard.Loudness one : message.producers()) {
            heard(one.producerId(), one.sumDbov(), one.packets(), nowNanos);
        }
    }

    private void heard(String producerId, long sumDbov, int packets, long nowNanos) {
        Loudness known = loudness.get(producerId);
        if (known == null) {
            known = new Loudness();
            loudness.put(producerId, known);
        }
        known.add(sumDbov, packets);
        if (dueNanos == Long.MAX_VALUE) {
            dueNanos = nowNanos + intervalNanos();
            router.deadlines().update(this);
        }
    }

    private long intervalNanos() {
        return router.place().isHome() ? INTERVAL_NANOS : REPORT_NANOS;
    }

    /** A producer of this router ended. */
    void ended(Producer producer, RouterOutput out) {
        if (loudness.containsKey(producer.id()) && !router.place().isHome()) {
            out.tell(router.place().home(), new PipeMessage.SpeakerGone(producer.id()));
        }
        remove(producer.id(), out);
    }

    void remove(String producerId, RouterOutput out) {
        loudness.remove(producerId);
        if (producerId.equals(dominant)) {
            change(null, out);
        }
    }

    @Override
    long nextDeadlineNanos() {
        return dueNanos;
    }

    @Override
    void onDeadline(long nowNanos, RouterOutput out) {
        boolean flows = router.place().isHome() ? judge(out) : report(out);
        dueNanos = flows ? nowNanos + intervalNanos() : Long.MAX_VALUE;
    }

    /** True while there is something to tell. */
    private boolean report(RouterOutput out) {
        List<PipeMessage.Heard.Loudness> heard = new ArrayList<>();
        loudness.forEach((producerId, one) -> {
            if (one.packets > 0) {
                heard.add(new PipeMessage.Heard.Loudness(producerId, one.sum, one.packets));
                one.clear();
            }
        });
        if (heard.isEmpty()) {
            return false;
        }
        out.tell(router.place().home(), new PipeMessage.Heard(heard));
        return true;
    }

    /** True while there is something to judge. */
    private boolean judge(RouterOutput out) {
        List<RouterEvent.AudioLevels.Level> levels = new ArrayList<>();
        boolean flows = false;
        String loudest = null;
        int loudestLevel = SILENCE_DBOV;
        int dominantLevel = SILENCE_DBOV;
        for (Map.Entry<String, Loudness> entry : loudness.entrySet()) {
            flows |= entry.getValue().packets > 0;
            int mean = entry.getValue().takeMean();
            if (mean >= THRESHOLD_DBOV) {
                levels.add(new RouterEvent.AudioLevels.Level(entry.getKey(), mean));
            }
            if (mean > loudestLevel) {
                loudest = entry.getKey();
                loudestLevel = mean;
            }
            if (entry.getKey().equals(dominant)) {
                dominantLevel = mean;
            }
        }
        tellLevels(levels, out);
        decide(loudestLevel >= THRESHOLD_DBOV ? loudest : null, loudestLevel, dominantLevel, out);
        return flows || dominant != null;
    }

    private void tellLevels(List<RouterEvent.AudioLevels.Level> levels, RouterOutput out) {
        if (levels.isEmpty() && !levelsTold) {
            return;
        }
        levels.sort(
                Comparator.comparingInt(RouterEvent.AudioLevels.Level::dbov)
                        .reversed()
                        .thenComparing(RouterEvent.AudioLevels.Level::producerId));
        levelsTold = !levels.isEmpty();
        out.event(new RouterEvent.AudioLevels(levels));
    }

    private void decide(
            @Nullable String loudest, int loudestLevel, int dominantLevel, RouterOutput out) {
        if (loudest == null) {
            silentIntervals++;
            if (silentIntervals >= PATIENCE) {
                change(null, out);
            }
            return;
        }
        silentIntervals = 0;
        boolean speaks = dominant != null && dominantLevel >= THRESHOLD_DBOV;
        if (!speaks || loudestLevel >= dominantLevel + MARGIN_DB) {
            change(loudest, out);
        }
    }

    private void change(@Nullable String next, RouterOutput out) {
        if (next == null ? dominant != null : !next.equals(dominant)) {
            dominant = next;
            out.event(new RouterEvent.DominantSpeaker(next));
        }
    }
}
