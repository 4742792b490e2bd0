package foyer.load.media;

import foyer.load.measure.Tally;
import foyer.load.rtc.MediaTransport;
import foyer.load.scenario.VideoShape;
import foyer.sfu.wire.PacketBuffer;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.ThreadLocalRandom;

/** One simulcast layer: frames of the size that its bitrate gives, cut into equal packets. */
final class VideoLayer {
    static final int PAYLOAD_BYTES = 1100;
    private static final int OVERHEAD_BYTES = 80;

    /** A key frame takes so many times a frame. */
    private static final int KEY_FRAME_FACTOR = 4;

    /** Kernels take 64 segments, of 64 kB together. */
    private static final int MAX_PACKETS = 50;

    private final int frameBytes;
    private final int height;
    private final Vp8Descriptor descriptor;
    private final SentStream stream;
    private final PacketBuffer payload = PacketBuffer.allocate(PAYLOAD_BYTES);
    private boolean keyFrameWanted = true;

    VideoLayer(int layer, VideoShape shape, SentStream.TransportNumbers numbers, Tally tally) {
        frameBytes = shape.kbps().get(layer) * 1000 / 8 / shape.fps();
        height = 180 << layer;
        descriptor = new Vp8Descriptor(shape.temporalLayers());
        stream =
                new SentStream(
                        90_000, SentParameters.VP8, SentParameters.rid(layer), numbers, tally);
        ThreadLocalRandom.current().nextBytes(payload.array());
    }

    SentStream stream() {
        return stream;
    }

    void wantKeyFrame() {
        keyFrameWanted = true;
    }

    void send(long mediaNanos, MediaTransport over, long nowNanos) {
        boolean key = keyFrameWanted;
        keyFrameWanted = false;
        int bytes = Math.max(64, key ? KEY_FRAME_FACTOR * frameBytes : frameBytes);
        bytes = Math.min(bytes, MAX_PACKETS * PAYLOAD_BYTES);
        int packets = (bytes + PAYLOAD_BYTES - 1) / PAYLOAD_BYTES;
        int each = (bytes + packets - 1) / packets;
        stream.at(mediaNanos, nowNanos);
        descriptor.nextFrame(key);
        ByteBuf batch = over.buffer(packets * (each + OVERHEAD_BYTES));
        int segment = 1;
        for (int i = 0; i < packets; i++) {
            // The last may be shorter, as segmentation wants it.
            payload.length(Math.max(32, Math.min(each, bytes - i * each)));
            descriptor.write(payload, i == 0, height);
            Stamp.write(payload, payload.length(), nowNanos);
            int written = stream.write(payload, i == packets - 1, -1, over, batch, nowNanos);
            segment = Math.max(segment, written);
        }
        over.send(batch, segment);
    }
}
