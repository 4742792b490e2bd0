package foyer.sfu.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Which frames a receiver could show: complete ones whose references were shown. */
final class VideoDecoder {
    /** A frame that could be shown. */
    record Decoded(long atNanos, int layer, int temporal, int frame, boolean key) {}

    private record FrameId(int layer, int frame) {}

    /** A frame that came in part, or whose references did not all come. */
    private static final class Frame {
        private final TestMedia.VideoFacts facts;
        private final Set<Integer> indices = new HashSet<>();
        private long firstSequence = Long.MAX_VALUE;
        private long lastNanos;

        private Frame(TestMedia.VideoFacts facts) {
            this.facts = facts;
        }

        private FrameId id() {
            return new FrameId(facts.layer(), facts.frame());
        }

        private boolean isComplete() {
            return indices.size() == facts.count();
        }

        private List<FrameId> references() {
            List<FrameId> ids = new ArrayList<>();
            for (int number : new int[] {facts.reference(), facts.second()}) {
                if (number != TestMedia.NO_REFERENCE) {
                    ids.add(new FrameId(facts.layer(), number));
                }
            }
            if (facts.base() == TestMedia.Base.SAME_PICTURE) {
                ids.add(new FrameId(facts.layer() - 1, facts.frame()));
            }
            return ids;
        }
    }

    private final Map<FrameId, Frame> pending = new HashMap<>();
    private final Set<FrameId> shown = new HashSet<>();
    private final List<Decoded> decoded = new ArrayList<>();
    private final LongConsumer keyFrameBegins;
    private long keySequence = Long.MIN_VALUE;

    /** {@code keyFrameBegins} hears the first sequence number of each key frame shown. */
    VideoDecoder(LongConsumer keyFrameBegins) {
        this.keyFrameBegins = keyFrameBegins;
    }

    void receive(ReceivedPacket packet, TestMedia.VideoFacts facts) {
        FrameId id = new FrameId(facts.layer(), facts.frame());
        if (packet.sequence() < keySequence && !pending.containsKey(id)) {
            return;
        }
        Frame frame = pending.computeIfAbsent(id, i -> new Frame(facts));
        frame.indices.add(facts.index());
        frame.firstSequence = Math.min(frame.firstSequence, packet.sequence());
        frame.lastNanos = packet.arrivalNanos();
        if (frame.isComplete() && shown.containsAll(frame.references())) {
            show(frame, packet.arrivalNanos());
        }
    }

    private void show(Frame frame, long nowNanos) {
        FrameId id = frame.id();
        pending.remove(id);
        shown.add(id);
        decoded.add(
                new Decoded(
                        nowNanos,
                        id.layer(),
                        frame.facts.temporal(),
                        id.frame(),
                        frame.facts.isKey()));
        if (frame.facts.isKey()) {
            keyFrameBegins.accept(frame.firstSequence);
            // Nobody waits for what is before it.
            keySequence = Math.max(keySequence, frame.firstSequence);
            pending.values().removeIf(other -> other.firstSequence < keySequence);
        }
        while (true) {
            Frame next = nextAfter(id);
            if (next == null) {
                return;
            }
            show(next, nowNanos);
        }
    }

    private @Nullable Frame nextAfter(FrameId id) {
        for (Frame frame : pending.values()) {
            List<FrameId> references = frame.references();
            if (frame.isComplete() && references.contains(id) && shown.containsAll(references)) {
                return frame;
            }
        }
        return null;
    }

    /** Frames that came before a moment, whole or in part, and could not be shown. */
    List<String> stuck(long beforeNanos) {
        return pending.values().stream()
                .filter(frame -> frame.lastNanos < beforeNanos)
                .map(frame ->
                        (frame.isComplete()
                                        ? "frame without its references: "
                                        : "part of a frame: ")
                                + frame.facts)
                .sorted()
                .limit(5)
                .toList();
    }

    /** In the order of being shown. */
    List<Decoded> decoded() {
        return decoded;
    }
}
