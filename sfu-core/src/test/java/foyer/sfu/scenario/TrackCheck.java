package foyer.sfu.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges what came of a track in the order of its sequence numbers: whether it is what one sender
 * could have sent, whatever it was made of.
 */
final class TrackCheck {
    /** Two streams' time may differ by what jitter and rounding of reports do. */
    private static final long SWITCH_TOLERANCE_NANOS = Duration.ofMillis(150).toNanos();

    /** All switches of a test together. */
    private static final long DRIFT_TOLERANCE_NANOS = Duration.ofMillis(250).toNanos();

    private static final int MOST_PROBLEMS = 5;

    /** The packet before is of another one. */
    private static final int NEW_STREAM = 0;

    /** Pictures in a row, before a switch. */
    private static final int MOST_LEFT_OUT = 30;

    private final List<String> problems = new ArrayList<>();
    private final int clockRate;

    /** Picture ids have no gap where pictures are left out. */
    private final boolean closesUp;

    private final Set<List<Integer>> seen = new HashSet<>();
    private @Nullable ReceivedPacket before;
    private long sequence;

    /** Something is missing since the last key frame: what refers to it cannot be judged. */
    private boolean holes;

    /** The numbers since the packet before are missing or empty. */
    private boolean gap;

    private long firstDriftNanos = Long.MIN_VALUE;

    private TrackCheck(int clockRate, boolean closesUp) {
        this.clockRate = clockRate;
        this.closesUp = closesUp;
    }

    static List<String> problems(ReceivedTrack track) {
        boolean vp9 = track.codec().equals("video/VP9");
        TrackCheck check = new TrackCheck(track.isVideo() ? 90_000 : 48_000, !vp9);
        return check.all(track.packets()).stream().map(problem -> track + ": " + problem).toList();
    }

    static List<String> problems(Collection<ReceivedPacket> packets, int clockRate) {
        return new TrackCheck(clockRate, true).all(packets);
    }

    private List<String> all(Collection<ReceivedPacket> packets) {
        for (ReceivedPacket packet : packets) {
            follow(packet);
            if (problems.size() >= MOST_PROBLEMS) {
                break;
            }
        }
        return problems;
    }

    private void follow(ReceivedPacket packet) {
        ReceivedPacket last = before;
        gap = gap || (last != null && packet.sequence() != sequence + 1);
        sequence = packet.sequence();
        if (packet.isEmpty()) {
            gap = true;
            return;
        }
        follow(last, packet);
        before = packet;
        gap = false;
    }

    private void follow(@Nullable ReceivedPacket last, ReceivedPacket packet) {
        long drift = captureNanos(packet) - nanos(packet.timestamp());
        if (last == null) {
            firstDriftNanos = drift;
            first(packet);
            return;
        }
        if (Math.abs(drift - firstDriftNanos) > DRIFT_TOLERANCE_NANOS) {
            problems.add("timestamps have drifted by " + (drift - firstDriftNanos) / 1000 + " µs");
            firstDriftNanos = drift;
        }
        if (packet.video() == null) {
            audio(last, packet);
        } else {
            video(last, packet, last.video(), packet.video());
        }
    }

    private void first(ReceivedPacket packet) {
        TestMedia.VideoFacts facts = packet.video();
        if (facts != null) {
            references(facts);
        }
        if (facts != null && !facts.isKey()) {
            problems.add("begins with " + facts);
        }
    }

    private void audio(ReceivedPacket last, ReceivedPacket packet) {
        long step = nanos(packet.timestamp() - last.timestamp());
        long real = captureNanos(packet) - captureNanos(last);
        if (Math.abs(step - real) > SWITCH_TOLERANCE_NANOS || step <= 0) {
            problems.add("timestamp step " + step + " for " + real + " at " + packet);
        }
    }

    private void video(
            ReceivedPacket last,
            ReceivedPacket packet,
            TestMedia.@Nullable VideoFacts was,
            TestMedia.VideoFacts is) {
        if (was == null) {
            return;
        }
        references(is);
        boolean sameStream = was.layer() == is.layer();
        if (sameStream && was.frame() == is.frame()) {
            sameFrame(last, packet, was, is);
            return;
        }
        if (!gap && is.index() != 0) {
            problems.add("frame begins in the middle: " + was + " then " + is);
        }
        if (!sameStream && !gap && !is.isKey()) {
            problems.add("layer changes without a key frame: " + was + " then " + is);
        }
        if (!gap && sameStream && was.index() != was.count() - 1) {
            problems.add("frame ends in the middle: " + was + " then " + is);
        }
        time(last, packet, sameStream && !is.isKey());
        if (!gap) {
            pictures(last, packet, is, sameStream ? is.frame() - was.frame() : NEW_STREAM);
        }
    }

    /** Whether what a frame refers to is in the track, if everything of it came. */
    private void references(TestMedia.VideoFacts is) {
        if (is.isKey()) {
            seen.clear();
            holes = false;
        }
        holes |= gap;
        seen.add(List.of(is.layer(), is.frame()));
        boolean decodable =
                has(is.layer(), is.reference())
                        && has(is.layer(), is.second())
                        && (is.base() == TestMedia.Base.NOTHING || has(is.layer() - 1, is.frame()));
        if (!decodable && !holes) {
            problems.add("what it needs is left out: " + is);
        }
    }

    private boolean has(int layer, int frame) {
        return frame == TestMedia.NO_REFERENCE || seen.contains(List.of(layer, frame));
    }

    private void sameFrame(
            ReceivedPacket last,
            ReceivedPacket packet,
            TestMedia.VideoFacts was,
            TestMedia.VideoFacts is) {
        long steps = packet.sequence() - last.sequence();
        if (is.index() != was.index() + steps) {
            problems.add("packets out of order: " + was + " then " + is + " gap " + gap);
        }
        if (packet.timestamp() != last.timestamp()) {
            problems.add("timestamp changes within " + is);
        }
        if (packet.pictureId() != last.pictureId() || packet.tl0PicIdx() != last.tl0PicIdx()) {
            problems.add("picture id changes within " + is);
        }
        if (packet.marker() != (is.index() == is.count() - 1)) {
            problems.add("marker at " + is);
        }
    }

    private void time(ReceivedPacket last, ReceivedPacket packet, boolean sameClock) {
        long ticks = packet.timestamp() - last.timestamp();
        long step = nanos(ticks);
        long real = captureNanos(packet) - captureNanos(last);
        if (ticks <= 0) {
            problems.add("timestamp goes back by " + -step / 1000 + " µs at " + packet);
        }
        // One tick of rounding within a stream.
        long tolerance = sameClock ? 2 * nanos(1) : SWITCH_TOLERANCE_NANOS;
        if (Math.abs(step - real) > tolerance) {
            problems.add(
                    "timestamp step "
                            + step / 1000
                            + " µs for "
                            + real / 1000
                            + " µs: "
                            + last
                            + " then "
                            + packet);
        }
    }

    /** Of VP9 references are told by picture id: what is left out leaves a gap. */
    private void pictures(
            ReceivedPacket last, ReceivedPacket packet, TestMedia.VideoFacts is, int frames) {
        int steps = (packet.pictureId() - last.pictureId()) & 0x7fff;
        boolean goesOn =
                closesUp
                        ? steps == 1
                        : steps == frames || (frames == NEW_STREAM && steps <= MOST_LEFT_OUT);
        if (packet.pictureId() >= 0 && !goesOn) {
            problems.add("picture " + last.pictureId() + " then " + packet.pictureId());
        }
        if (packet.tl0PicIdx() < 0) {
            return;
        }
        int tl0Steps = (packet.tl0PicIdx() - last.tl0PicIdx()) & 0xff;
        if (tl0Steps != (is.temporal() == 0 ? 1 : 0)) {
            problems.add("TL0PICIDX steps " + tl0Steps + " to " + is);
        }
    }

    private long nanos(long ticks) {
        return ticks * 1_000_000_000L / clockRate;
    }

    static long captureNanos(ReceivedPacket packet) {
        TestMedia.VideoFacts video = packet.video();
        TestMedia.AudioFacts audio = packet.audio();
        if (video != null) {
            return video.captureNanos();
        }
        return audio == null ? 0 : audio.captureNanos();
    }
}
