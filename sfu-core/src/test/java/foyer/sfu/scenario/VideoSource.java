package foyer.sfu.scenario;

import foyer.sfu.wire.PacketBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A camera: VP8 simulcast at 30 frames a second, each stream with three temporal layers that can be
 * joined at one place each of the pattern.
 */
final class VideoSource {
    private static final int FRAMES_PER_SECOND = 30;
    private static final int[] PATTERN = {0, 2, 1, 2, 0, 2, 1, 2};

    /** How many frames back the two references of each stand; 0 is none. */
    private static final int[] REFERENCE = {4, 1, 2, 1, 4, 1, 2, 1};

    private static final int[] SECOND = {0, 0, 0, 2, 0, 2, 4, 2};

    /** Packets a frame and their size, of each stream; key frames have three times as many. */
    private static final int[] PACKETS = {1, 2, 4};

    private static final int[] BYTES = {600, 1000, 1100};
    private static final int KEY_FRAME_FACTOR = 3;

    private final EventQueue events;
    private final List<Encoder> encoders = new ArrayList<>();
    private final PacketBuffer payload = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private boolean running;
    private long startNanos;
    private long frames;

    VideoSource(EventQueue events, List<SentStream> streams, SplittableRandom random) {
        this.events = events;
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
        private boolean active = true;
        private int pictureId;
        private int tl0PicIdx;
        private int frame;
        private int sinceKey;
        private int keyFrames;

        Encoder(int layer, SentStream stream, SplittableRandom random) {
            this.layer = layer;
            this.stream = stream;
            this.pictureId = random.nextInt(1 << 15);
            this.tl0PicIdx = random.nextInt(1 << 8);
        }

        void encode(long nowNanos) {
            boolean key = stream.takeKeyFrameWish();
            sinceKey = key ? 0 : sinceKey + 1;
            keyFrames += key ? 1 : 0;
            int step = sinceKey % PATTERN.length;
            int temporal = PATTERN[step];
            tl0PicIdx = temporal == 0 ? (tl0PicIdx + 1) & 0xff : tl0PicIdx;
            int count = PACKETS[layer] * (key ? KEY_FRAME_FACTOR : 1);
            for (int i = 0; i < count; i++) {
                TestMedia.writeVideo(
                        payload,
                        new TestMedia.VideoFacts(
                                layer,
                                temporal,
                                i,
                                count,
                                frame,
                                back(REFERENCE[step]),
                                back(SECOND[step]),
                                TestMedia.Base.NOTHING,
                                nowNanos),
                        temporal > 0 && SECOND[step] == 0,
                        pictureId,
                        tl0PicIdx,
                        BYTES[layer]);
                stream.send(payload, nowNanos, i == count - 1, -1);
            }
            frame++;
            pictureId = (pictureId + 1) & 0x7fff;
        }

        /** The frame so many back, if it is not before the key frame. */
        private int back(int frames) {
            return frames == 0 || frames > sinceKey ? TestMedia.NO_REFERENCE : frame - frames;
        }
    }
}
