package foyer.sfu.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/** Which frames a receiver could show: complete ones whose reference was shown. */
final class VideoDecoder {
    /** A frame that could be shown. */
    record Decoded(long atNanos, int layer, int frame, boolean key) {}

    private record FrameId(int layer, int frame) {}

    private static final class Frame {
        private final Set<Integer> indices = new HashSet<>();
        private long firstSequence = Long.MAX_VALUE;
    }

    private final Map<FrameId, Frame> incomplete = new HashMap<>();
    private final Map<FrameId, List<TestMedia.VideoFacts>> waiting = new HashMap<>();
    private final Set<FrameId> shown = new HashSet<>();
    private final List<Decoded> decoded = new ArrayList<>();
    private final LongConsumer keyFrameBegins;

    /** {@code keyFrameBegins} hears the first sequence number of each key frame shown. */
    VideoDecoder(LongConsumer keyFrameBegins) {
        this.keyFrameBegins = keyFrameBegins;
    }

    void receive(ReceivedPacket packet, TestMedia.VideoFacts facts) {
        FrameId id = new FrameId(facts.layer(), facts.frame());
        Frame frame = incomplete.computeIfAbsent(id, i -> new Frame());
        frame.indices.add(facts.index());
        frame.firstSequence = Math.min(frame.firstSequence, packet.sequence());
        if (frame.indices.size() == facts.count()) {
            incomplete.remove(id);
            complete(id, facts, frame.firstSequence, packet.arrivalNanos());
        }
    }

    private void complete(
            FrameId id, TestMedia.VideoFacts facts, long firstSequence, long nowNanos) {
        if (facts.isKey()) {
            keyFrameBegins.accept(firstSequence);
            show(id, facts, nowNanos);
            return;
        }
        FrameId reference = new FrameId(id.layer(), facts.reference());
        if (shown.contains(reference)) {
            show(id, facts, nowNanos);
        } else {
            waiting.computeIfAbsent(reference, r -> new ArrayList<>()).add(facts);
        }
    }

    private void show(FrameId id, TestMedia.VideoFacts facts, long nowNanos) {
        shown.add(id);
        decoded.add(new Decoded(nowNanos, id.layer(), id.frame(), facts.isKey()));
        List<TestMedia.VideoFacts> next = waiting.remove(id);
        if (next != null) {
            for (TestMedia.VideoFacts waiter : next) {
                show(new FrameId(waiter.layer(), waiter.frame()), waiter, nowNanos);
            }
        }
    }

    /** In the order of being shown. */
    List<Decoded> decoded() {
        return decoded;
    }
}
