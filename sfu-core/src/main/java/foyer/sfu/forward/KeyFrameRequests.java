package foyer.sfu.forward;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Merges the wishes for a key frame of one producer: at most one request in half a second, repeated
 * until a key frame comes, slower when the sender does not answer, and silent while it sends
 * nothing.
 */
public final class KeyFrameRequests {
    /** The least time between two requests. */
    public static final long INTERVAL_NANOS = 500_000_000L;

    /** How many wishes are kept for people to read. */
    private static final int KEPT = 8;

    private static final int FAST_TRIES = 6;
    private static final long SLOW_NANOS = 3_000_000_000L;
    private static final long SILENCE_NANOS = 2_000_000_000L;

    /** Somebody wanted a key frame of a stream. */
    public record Wish(KeyFrameCause cause, int stream, long atNanos) {}

    private final boolean[] wanted;
    private final @Nullable KeyFrameCause[] causes = new @Nullable KeyFrameCause[KEPT];
    private final int[] causeStreams = new int[KEPT];
    private final long[] causeNanos = new long[KEPT];
    private int open;
    private int tries;
    private boolean sentOnce;
    private long lastSentNanos;
    private long dueNanos = Long.MAX_VALUE;
    private long lastPacketNanos;
    private boolean anyPacket;
    private final Map<KeyFrameCause, Long> byCause = new EnumMap<>(KeyFrameCause.class);
    private final long[] arrived;
    private long requested;
    private long transmitted;
    private long unasked;

    /** For a producer of this many streams. */
    public KeyFrameRequests(int streams) {
        wanted = new boolean[streams];
        arrived = new long[streams];
    }

    /** Somebody needs a key frame of the stream. */
    public void want(int stream, KeyFrameCause cause, long nowNanos) {
        int kept = (int) (requested % KEPT);
        causes[kept] = cause;
        causeStreams[kept] = stream;
        causeNanos[kept] = nowNanos;
        byCause.merge(cause, 1L, Long::sum);
        requested++;
        if (!wanted[stream]) {
            wanted[stream] = true;
            open++;
        }
        tries = 0;
        schedule(nowNanos);
    }

    /** A key frame of the stream began. */
    public void answered(int stream) {
        arrived[stream]++;
        unasked += wanted[stream] ? 0 : 1;
        withdraw(stream);
    }

    /** Nobody waits for a key frame of the stream any more. */
    public void withdraw(int stream) {
        if (wanted[stream]) {
            wanted[stream] = false;
            open--;
            if (open == 0) {
                dueNanos = Long.MAX_VALUE;
            }
        }
    }

    /** Any packet of the producer came: a request that waited for life goes on. */
    public void packetArrived(long nowNanos) {
        lastPacketNanos = nowNanos;
        anyPacket = true;
        if (open > 0 && dueNanos == Long.MAX_VALUE) {
            schedule(nowNanos);
        }
    }

    public boolean wants(int stream) {
        return wanted[stream];
    }

    /** When {@link #fire} has something to do; {@code Long.MAX_VALUE} is never. */
    public long nextDeadlineNanos() {
        return dueNanos;
    }

    /** True when the requests for all wanted streams must go out now. */
    public boolean fire(long nowNanos) {
        if (open == 0 || dueNanos == Long.MAX_VALUE || nowNanos - dueNanos < 0) {
            return false;
        }
        if (anyPacket && nowNanos - lastPacketNanos > SILENCE_NANOS) {
            dueNanos = Long.MAX_VALUE;
            return false;
        }
        transmitted++;
        tries++;
        sentOnce = true;
        lastSentNanos = nowNanos;
        dueNanos = nowNanos + (tries < FAST_TRIES ? INTERVAL_NANOS : SLOW_NANOS);
        return true;
    }

    /** How often a key frame was asked for, and how often that became a message to the sender. */
    public long requested() {
        return requested;
    }

    public long transmitted() {
        return transmitted;
    }

    /** How often each cause asked; who never did is left out. */
    public Map<KeyFrameCause, Long> byCause() {
        return Map.copyOf(byCause);
    }

    /** Key frames of the stream that began. */
    public long arrived(int stream) {
        return arrived[stream];
    }

    /** Of all that began, those that nobody waited for. */
    public long unasked() {
        return unasked;
    }

    /** The last wishes, the newest first. */
    public List<Wish> last() {
        List<Wish> wishes = new ArrayList<>();
        for (long i = requested - 1; i >= Math.max(0, requested - KEPT); i--) {
            int kept = (int) (i % KEPT);
            KeyFrameCause cause = causes[kept];
            if (cause != null) {
                wishes.add(new Wish(cause, causeStreams[kept], causeNanos[kept]));
            }
        }
        return wishes;
    }

    private void schedule(long nowNanos) {
        long earliest = sentOnce ? lastSentNanos + INTERVAL_NANOS : nowNanos;
        long due = earliest - nowNanos > 0 ? earliest : nowNanos;
        if (dueNanos == Long.MAX_VALUE || due - dueNanos < 0) {
            dueNanos = due;
        }
    }
}
