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
 * speaker, who is the loudest by a clear margin or stays who it was. Runs while audio flows.
 */
final class Speakers extends Deadlines.Timed {
    static final long INTERVAL_NANOS = 800_000_000L;
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

        void add(int dbov) {
            sum += dbov;
            packets++;
        }

        int takeMean() {
            int mean = packets == 0 ? SILENCE_DBOV : (int) (sum / packets);
            sum = 0;
            packets = 0;
            return mean;
        }
    }

    private final Router router;
    private final Map<Producer, Loudness> loudness = new LinkedHashMap<>();
    private @Nullable Producer dominant;
    private boolean levelsTold;
    private int silentIntervals;
    private long dueNanos = Long.MAX_VALUE;

    Speakers(Router router) {
        this.router = router;
    }

    void heard(Producer producer, RtpPacket packet, long nowNanos) {
        int id = producer.extensions().id(HeaderExtension.AUDIO_LEVEL);
        int level = id == 0 ? -1 : RtpExtensions.audioLevel(packet, id);
        if (level < 0) {
            return;
        }
        Loudness known = loudness.get(producer);
        if (known == null) {
            known = new Loudness();
            loudness.put(producer, known);
        }
        known.add(-level);
        if (dueNanos == Long.MAX_VALUE) {
            dueNanos = nowNanos + INTERVAL_NANOS;
            router.deadlines().update(this);
        }
    }

    void remove(Producer producer, RouterOutput out) {
        loudness.remove(producer);
        if (dominant == producer) {
            change(null, out);
        }
    }

    @Override
    long nextDeadlineNanos() {
        return dueNanos;
    }

    @Override
    void onDeadline(long nowNanos, RouterOutput out) {
        List<RouterEvent.AudioLevels.Level> levels = new ArrayList<>();
        boolean flows = false;
        Producer loudest = null;
        int loudestLevel = SILENCE_DBOV;
        int dominantLevel = SILENCE_DBOV;
        for (Map.Entry<Producer, Loudness> entry : loudness.entrySet()) {
            flows |= entry.getValue().packets > 0;
            int mean = entry.getValue().takeMean();
            if (mean >= THRESHOLD_DBOV) {
                levels.add(new RouterEvent.AudioLevels.Level(entry.getKey().id(), mean));
            }
            if (mean > loudestLevel) {
                loudest = entry.getKey();
                loudestLevel = mean;
            }
            if (entry.getKey() == dominant) {
                dominantLevel = mean;
            }
        }
        tellLevels(levels, out);
        decide(loudestLevel >= THRESHOLD_DBOV ? loudest : null, loudestLevel, dominantLevel, out);
        dueNanos = flows || dominant != null ? nowNanos + INTERVAL_NANOS : Long.MAX_VALUE;
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
            @Nullable Producer loudest, int loudestLevel, int dominantLevel, RouterOutput out) {
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

    private void change(@Nullable Producer next, RouterOutput out) {
        if (next != dominant) {
            dominant = next;
            out.event(new RouterEvent.DominantSpeaker(next == null ? null : next.id()));
        }
    }
}
