package foyer.sfu.scenario;

import foyer.sfu.wire.PacketBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A camera whose spatial layers are in one stream, at 30 pictures a second. Upper temporal layers
 * can be joined at one picture of eight.
 */
final class SvcSource {
    private static final int PICTURES_PER_SECOND = 30;
    private static final int LAYERS = 3;
    private static final int[] PATTERN = {0, 2, 1, 2, 0, 2, 1, 2};

    /** How many pictures back the two references of each stand; 0 is none. */
    private static final int[] REFERENCE = {4, 1, 2, 1, 4, 1, 2, 1};

    private static final int[] SECOND = {0, 0, 0, 2, 0, 2, 4, 2};
    private static final int[] PACKETS = {1, 2, 4};
    private static final int[] BYTES = {500, 900, 1000};

    private final EventQueue events;
    private final SentStream stream;
    private final SvcForm form;
    private final PacketBuffer payload = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private boolean running;
    private long startNanos;
    private int picture;
    private int sinceKey;
    private int top = LAYERS - 1;
    private int changedAt = Integer.MIN_VALUE / 2;
    private int pictureId;
    private int tl0PicIdx;
    private int frameNumber;

    /** The frame numbers of the layers of each picture. */
    private final List<int[]> frameNumbers = new ArrayList<>();

    SvcSource(EventQueue events, SentStream stream, SvcForm form, SplittableRandom random) {
        this.events = events;
        this.stream = stream;
        this.form = form;
        this.pictureId = random.nextInt(1 << 15);
        this.tl0PicIdx = random.nextInt(1 << 8);
        this.frameNumber = random.nextInt(1 << 16);
    }

    SentStream stream() {
        return stream;
    }

    void start() {
        running = true;
        startNanos = events.nowNanos();
        picture();
    }

    void stop() {
        running = false;
    }

    /** From now on only layers up to this are sent; more begin with a key picture. */
    void topLayer(int layer) {
        if (layer > top) {
            stream.wantKeyFrame();
        }
        top = layer;
        changedAt = picture;
    }

    private void picture() {
        if (!running) {
            return;
        }
        boolean key = stream.takeKeyFrameWish();
        sinceKey = key ? 0 : sinceKey + 1;
        int temporal = PATTERN[sinceKey % PATTERN.length];
        tl0PicIdx = temporal == 0 ? (tl0PicIdx + 1) & 0xff : tl0PicIdx;
        frameNumbers.add(new int[LAYERS]);
        for (int layer = 0; layer <= top; layer++) {
            frameNumbers.get(picture)[layer] = frameNumber;
            frame(layer, temporal, key);
            frameNumber++;
        }
        picture++;
        pictureId = (pictureId + 1) & 0x7fff;
        events.at(startNanos + picture * 1_000_000_000L / PICTURES_PER_SECOND, this::picture);
    }

    private void frame(int layer, int temporal, boolean key) {
        int step = sinceKey % PATTERN.length;
        boolean based = layer > 0 && (key || !form.isKeyMode());
        int count = PACKETS[layer] * (key ? 2 : 1);
        for (int i = 0; i < count; i++) {
            TestMedia.VideoFacts facts =
                    new TestMedia.VideoFacts(
                            layer,
                            temporal,
                            i,
                            count,
                            picture,
                            back(REFERENCE[step]),
                            back(SECOND[step]),
                            based ? TestMedia.Base.SAME_PICTURE : TestMedia.Base.NOTHING,
                            events.nowNanos());
            boolean marker = layer == top && i == count - 1;
            if (form.isAv1()) {
                TestMedia.writeAv1(payload, facts, BYTES[layer]);
                stream.send(payload, descriptor(facts, key), events.nowNanos(), marker);
            } else {
                TestMedia.writeVp9(payload, facts, vp9(layer, key), BYTES[layer]);
                stream.send(payload, events.nowNanos(), marker, -1);
            }
        }
    }

    private TestMedia.Vp9 vp9(int layer, boolean key) {
        int step = sinceKey % PATTERN.length;
        boolean leaf = layer == top || (form.isKeyMode() && !key);
        List<Integer> differences = new ArrayList<>();
        for (int back : new int[] {REFERENCE[step], SECOND[step]}) {
            if (form.isFlexible() && back(back) != TestMedia.NO_REFERENCE) {
                differences.add(back);
            }
        }
        return new TestMedia.Vp9(
                layer, form.isFlexible(), step == 0, leaf, pictureId, tl0PicIdx, differences);
    }

    private byte[] descriptor(TestMedia.VideoFacts facts, boolean key) {
        int[] indications = new int[TestDescriptor.TARGETS];
        for (int target = 0; target < indications.length; target++) {
            indications[target] = indication(facts, key, target / 3, target % 3);
        }
        List<Integer> diffs = new ArrayList<>();
        for (int reference : new int[] {facts.reference(), facts.second()}) {
            if (reference != TestMedia.NO_REFERENCE) {
                diffs.add(frameNumber - frameNumbers.get(reference)[facts.layer()]);
            }
        }
        if (facts.base() == TestMedia.Base.SAME_PICTURE) {
            diffs.add(1);
        }
        int active = (1 << (3 * (top + 1))) - 1;
        return TestDescriptor.of(
                facts,
                frameNumber,
                indications,
                diffs.stream().mapToInt(Integer::intValue).toArray(),
                active,
                facts.index() == 0 && picture - changedAt < 4,
                form);
    }

    private int indication(TestMedia.VideoFacts facts, boolean key, int spatial, int temporal) {
        int layer = facts.layer();
        boolean used = spatial == layer || (spatial > layer && (key || !form.isKeyMode()));
        if (!used || temporal < facts.temporal()) {
            return TestDescriptor.NOT_PRESENT;
        }
        if (key) {
            return TestDescriptor.SWITCH;
        }
        int step = sinceKey % PATTERN.length;
        boolean switches = step == 0 || (step == 4 && temporal == 0);
        return switches && spatial == layer ? TestDescriptor.SWITCH : TestDescriptor.REQUIRED;
    }

    /** The picture so many back, if it is not before the key picture. */
    private int back(int pictures) {
        return pictures == 0 || pictures > sinceKey ? TestMedia.NO_REFERENCE : picture - pictures;
    }
}
