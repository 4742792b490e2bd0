package foyer.sfu.scenario;

import foyer.sfu.codec.DependencyDescriptor;
import foyer.sfu.rtp.RtpPacket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the dependency descriptors of a track say whose streams have one spatial layer each, against
 * what its frames are: each has one number, and references are told by the numbers of what they
 * mean, across every switch.
 */
final class StreamDescriptors {
    private final DependencyDescriptor descriptor = new DependencyDescriptor();
    private final Map<List<Integer>, Integer> numbers = new HashMap<>();
    private long unreadable;

    /** Of a packet that is not the newest, it is not known which structure it means. */
    List<String> check(
            RtpPacket packet, int descriptorId, TestMedia.VideoFacts facts, boolean newest) {
        if (!newest) {
            return List.of();
        }
        int offset = packet.extensionOffset(descriptorId);
        int length = packet.extensionLength(descriptorId);
        if (!DependencyDescriptor.read(packet.buffer(), offset, length, descriptor)) {
            unreadable++;
            return List.of();
        }
        List<String> problems = new ArrayList<>();
        if (descriptor.spatialLayer() != 0 || descriptor.temporalLayer() != facts.temporal()) {
            problems.add("descriptor of another frame: " + facts);
        }
        int number = descriptor.frameNumber();
        Integer before = numbers.put(List.of(facts.layer(), facts.frame()), number);
        if (before != null && before != number) {
            problems.add("frame number " + before + " then " + number + ": " + facts);
        }
        List<Integer> told = new ArrayList<>();
        for (int i = 0; i < descriptor.frameDiffs(); i++) {
            told.add((number - descriptor.frameDiff(i)) & 0xffff);
        }
        for (int reference : new int[] {facts.reference(), facts.second()}) {
            Integer meant = number(facts.layer(), reference);
            if (meant != null && !told.contains(meant)) {
                problems.add("reference to " + meant + " is not told: " + facts);
            }
        }
        return problems;
    }

    private @Nullable Integer number(int layer, int frame) {
        return numbers.get(List.of(layer, frame));
    }

    /** Packets whose structure had not come. */
    long unreadable() {
        return unreadable;
    }
}
