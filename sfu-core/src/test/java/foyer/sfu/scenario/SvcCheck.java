package foyer.sfu.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges what came of a track whose layers are in one stream, in the order of its sequence numbers:
 * pictures are whole and ended by a marker, ids and time go on, and what frames need is there.
 */
final class SvcCheck {
    private static final int MOST_PROBLEMS = 5;
    private static final long TICKS_A_SECOND = 90_000;

    private final List<String> problems = new ArrayList<>();
    private final Set<List<Integer>> seen = new HashSet<>();
    private final boolean pictureIds;
    private @Nullable ReceivedPacket before;
    private long sequence;

    /** Something is missing since the last key picture: what refers to it cannot be judged. */
    private boolean holes;

    private boolean gap;

    /** A number is missing since the packet before, not only empty. */
    private boolean lost;

    private SvcCheck(ReceivedTrack track) {
        pictureIds = track.codec().equals("video/VP9");
    }

    static List<String> problems(ReceivedTrack track) {
        SvcCheck check = new SvcCheck(track);
        for (ReceivedPacket packet : track.packets()) {
            check.follow(packet);
            if (check.problems.size() >= MOST_PROBLEMS) {
                break;
            }
        }
        return check.problems.stream().map(problem -> track + ": " + problem).toList();
    }

    private void follow(ReceivedPacket packet) {
        ReceivedPacket last = before;
        lost |= last != null && packet.sequence() != sequence + 1;
        gap |= lost;
        sequence = packet.sequence();
        TestMedia.VideoFacts is = packet.video();
        if (is == null) {
            gap = true;
            return;
        }
        references(is);
        if (last != null && last.video() != null) {
            follow(last, last.video(), packet, is);
        } else if (!is.isKey()) {
            problems.add("begins with " + is);
        }
        before = packet;
        gap = false;
        lost = false;
    }

    private void follow(
            ReceivedPacket last,
            TestMedia.VideoFacts was,
            ReceivedPacket packet,
            TestMedia.VideoFacts is) {
        boolean samePicture = was.frame() == is.frame();
        if (samePicture != (packet.timestamp() == last.timestamp())) {
            problems.add("timestamps of " + was + " then " + is);
        }
        if (pictureIds) {
            int steps = (packet.pictureId() - last.pictureId()) & 0x7fff;
            if (samePicture != (steps == 0) || steps > 0x4000) {
                problems.add("picture ids step " + steps + " to " + is);
            }
        }
        if (!samePicture && !is.isKey()) {
            long step = (packet.timestamp() - last.timestamp()) * 1_000_000_000L / TICKS_A_SECOND;
            if (Math.abs(step - (is.captureNanos() - was.captureNanos())) > 30_000) {
                problems.add("timestamp step of " + step + " ns to " + is);
            }
        }
        // RFC 9628 4.1, AV1 4.2: whatever of a picture is not sent, its last packet is marked.
        if (!lost && last.marker() == samePicture) {
            problems.add("marker " + last.marker() + " at " + was + " then " + is);
        }
        if (gap) {
            return;
        }
        boolean sameFrame = samePicture && was.layer() == is.layer();
        if (sameFrame ? is.index() != was.index() + 1 : is.index() != 0) {
            problems.add("packets out of order: " + was + " then " + is);
        }
        if (!sameFrame && was.index() != was.count() - 1) {
            problems.add("frame ends in the middle: " + was + " then " + is);
        }
    }

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
}
