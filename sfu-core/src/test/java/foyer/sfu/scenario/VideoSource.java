package foyer.sfu.scenario;

import foyer.sfu.wire.PacketBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A camera: simulcast at 30 frames a second, each stream with the temporal layers of its form's
 * pattern.
 */
final class VideoSource {
    private static final int FRAMES_PER_SECOND = 30;

    /** Packets a frame and their size, of each stream; key frames have some times as many. */
    private static final int[] PACKETS = {1, 2, 4};

    private static final int[] BYTES = {600, 1000, 1100};

    private static final byte[] NOTHING = new byte[0];

    /** Some encoders say their parameters again where nothing can be entered. */
    private static final int PARAMETERS_EVERY = 16;

    private final EventQueue events;
    private final StreamForm form;
    private final List<Encoder> encoders = new ArrayList<>();
    private final PacketBuffer payload = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private int keyFrameFactor = 3;
    private boolean running;
    private long startNanos;
    private long frames;

    VideoSource(
            EventQueue events, StreamForm form, List<SentStream> streams, SplittableRandom random) {
        this.events = events;
        this.form = form;
        for (SentStream stream : streams) {
            encoders.add(new Encoder(encoders.size(), stream, random));
        }
    }

    SentStream stream(int layer) {
        return encoders.get(layer).stream;
    }

    void start() {
        running = true;
        startNanos = events.nowNanos();
        frames = 0;
        frame();
    }

    void stop() {
        running = false;
    }

    /** The encoder of a layer pauses, as when bandwidth is short. */
    void stopLayer(int layer) {
        encoders.get(layer).active = false;
    }

    void startLayer(int layer) {
        encoders.get(layer).active = true;
        encoders.get(layer).stream.wantKeyFrame();
    }

    /** From now on key frames have so many times the packets of others. */
    void keyFrameFactor(int factor) {
        keyFrameFactor = factor;
    }

    /** How many key frames a layer's encoder made. */
    int keyFrames(int layer) {
        return encoders.get(layer).keyFrames;
    }

    private void frame() {
        if (!running) {
            return;
        }
        for (Encoder encoder : encoders) {
            if (encoder.active) {
                encoder.encode(events.nowNanos());
            }
        }
        frames++;
        events.at(startNanos + frames * 1_000_000_000L / FRAMES_PER_SECOND, this::frame);
    }

    /** One simulcast stream. */
    private final class Encoder {
        private final int layer;
        private final SentStream stream;
        private final TemporalPattern pattern = form.pattern();
        private final int frameNumberBase;
        private boolean active = true;
        private int pictureId;
        private int tl0PicIdx;
        private int frame;
        private int sinceKey;
        private int keyFrames;

        Encoder(int layer, SentStream stream, SplittableRandom random) {
            this.layer = layer;
            this.stream = stream;
            if (form.described() == StreamForm.Described.BY_MARKING) {
                stream.describedBy(PeerParameters.MARKING_ID);
            }
            this.pictureId = random.nextInt(1 << 15);
            this.tl0PicIdx = random.nextInt(1 << 8);
            this.frameNumberBase =
                    form.described() == StreamForm.Described.BY_PAYLOAD
                            ? 0
                            : random.nextInt(1 << 16);
        }

        void encode(long nowNanos) {
            boolean key = stream.takeKeyFrameWish();
            sinceKey = key ? 0 : sinceKey + 1;
            keyFrames += key ? 1 : 0;
            int temporal = pattern.temporal(sinceKey);
            tl0PicIdx = temporal == 0 ? (tl0PicIdx + 1) & 0xff : tl0PicIdx;
            int count = PACKETS[layer] * (key ? keyFrameFactor : 1);
            for (int i = 0; i < count; i++) {
                TestMedia.VideoFacts facts =
                        new TestMedia.VideoFacts(
                                layer,
                                temporal,
                                i,
                                count,
                                frame,
                                back(pattern.first(sinceKey)),
                                back(pattern.second(sinceKey)),
                                TestMedia.Base.NOTHING,
                                nowNanos);
                write(facts);
                stream.send(payload, extension(facts), nowNanos, i == count - 1);
            }
            frame++;
            pictureId = (pictureId + 1) & 0x7fff;
        }

        private void write(TestMedia.VideoFacts facts) {
            switch (form.codec()) {
                case VP9 -> TestMedia.writeVp9(payload, facts, vp9(facts), BYTES[layer]);
                case AV1 -> TestMedia.writeAv1(payload, facts, BYTES[layer]);
                case H264 ->
                        TestMedia.writeH264(
                                payload,
                                facts,
                                sinceKey % PARAMETERS_EVERY == PARAMETERS_EVERY / 2,
                                BYTES[layer]);
                default ->
                        TestMedia.writeVideo(
                                payload,
                                facts,
                                pattern.syncs(sinceKey),
                                pictureId,
                                tl0PicIdx,
                                BYTES[layer]);
            }
        }

        private TestMedia.Vp9 vp9(TestMedia.VideoFacts facts) {
            boolean flexible = form == StreamForm.VP9_FLEXIBLE;
            return new TestMedia.Vp9(
                    0,
                    flexible,
                    pattern.switchesUp(sinceKey),
                    true,
                    pictureId,
                    tl0PicIdx,
                    flexible ? differences(facts) : List.of());
        }

        private byte[] extension(TestMedia.VideoFacts facts) {
            return switch (form.described()) {
                case BY_PAYLOAD -> NOTHING;
                case BY_DESCRIPTOR ->
                        TestDescriptor.ofStream(
                                facts,
                                frameNumberBase + frame,
                                form.pattern(),
                                sinceKey,
                                differences(facts));
                case BY_MARKING -> marking(facts);
            };
        }

        /** RFC 9626 3.2, in the longest form. */
        private byte[] marking(TestMedia.VideoFacts facts) {
            int temporal = facts.temporal();
            boolean top = temporal > 0 && temporal == pattern.layers() - 1;
            int flags =
                    (facts.index() == 0 ? 0x80 : 0)
                            | (facts.index() == facts.count() - 1 ? 0x40 : 0)
                            | (facts.isKey() ? 0x20 : 0)
                            | (top && pattern.layers() == 2 ? 0x10 : 0)
                            | (pattern.syncs(sinceKey) ? 0x08 : 0);
            return new byte[] {(byte) (flags | temporal), 0, (byte) tl0PicIdx};
        }

        private List<Integer> differences(TestMedia.VideoFacts facts) {
            List<Integer> differences = new ArrayList<>();
            for (int reference : new int[] {facts.reference(), facts.second()}) {
                if (reference != TestMedia.NO_REFERENCE) {
                    differences.add(frame - reference);
                }
            }
            return differences;
        }

        /** The frame so many back, if it is not before the key frame. */
        private int back(int frames) {
            return frames == 0 || frames > sinceKey ? TestMedia.NO_REFERENCE : frame - frames;
        }
    }
}
