package foyer.load.media;

import foyer.load.measure.Tally;
import foyer.load.rtc.MediaTransport;
import foyer.load.scenario.AudioShape;
import foyer.sfu.rtcp.RtcpMessage;
import foyer.sfu.wire.PacketBuffer;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Opus, 20 ms a packet, in turns of speech and silence that the audio level tells of. */
public final class AudioPublisher extends PacedPublisher {
    private static final int PER_SECOND = 50;
    private static final long FRAME_NANOS = 20_000_000;
    private static final int PACKET_BYTES = 1500;

    /** RFC 6716 3.1: CELT, full band, 20 ms, one frame. */
    private static final int TABLE_OF_CONTENTS = 0xf8;

    /** RFC 6464 3: bit V and 30 dB below overload. */
    private static final int SPEECH = 0x80 | 30;

    private static final int SILENCE = 127;

    /** How long a turn and the silence after it take together, in frames: 8 s. */
    private static final int TURN_FRAMES = 400;

    /** RFC 6716 2.1.9: while nobody speaks one frame in 400 ms, in frames. */
    private static final int DTX_FRAMES = 20;

    private final String cname;
    private final AudioShape.Silence silence;
    private final double speaks;
    private final PacketBuffer payload;
    private final SentStream stream;
    private final int phase = ThreadLocalRandom.current().nextInt(TURN_FRAMES);

    /**
     * Makes one.
     *
     * @param speaks the share of the time with speech, 0…1
     */
    public AudioPublisher(String cname, AudioShape shape, double speaks, Tally tally) {
        super(tally, PER_SECOND);
        this.cname = cname;
        this.speaks = speaks;
        this.silence = shape.silence();
        byte[] bytes = new byte[Math.max(16, shape.kbps() * 1000 / 8 / PER_SECOND)];
        ThreadLocalRandom.current().nextBytes(bytes);
        bytes[0] = (byte) TABLE_OF_CONTENTS;
        payload = PacketBuffer.wrap(bytes);
        stream =
                new SentStream(
                        48_000,
                        SentParameters.OPUS,
                        null,
                        new SentStream.TransportNumbers(),
                        tally);
    }

    @Override
    public String kind() {
        return "audio";
    }

    @Override
    public Map<String, Object> rtpParameters() {
        return SentParameters.audio(cname, stream.ssrc());
    }

    @Override
    List<SentStream> streams() {
        return List.of(stream);
    }

    @Override
    void send(long frame, MediaTransport over, long nowNanos) {
        boolean speech = (frame + phase) % TURN_FRAMES < speaks * TURN_FRAMES;
        if (!speech && silence == AudioShape.Silence.DTX && (frame + phase) % DTX_FRAMES != 0) {
            return;
        }
        Stamp.write(payload, payload.length(), nowNanos);
        stream.at(frame * FRAME_NANOS, nowNanos);
        ByteBuf batch = over.buffer(PACKET_BYTES);
        int bytes =
                stream.write(
                        payload,
                        /* marker= */ false,
                        speech ? SPEECH : SILENCE,
                        over,
                        batch,
                        nowNanos);
        over.send(batch, Math.max(1, bytes));
    }

    @Override
    public void limit(int maxSpatialLayer) {}

    @Override
    public void rtcp(RtcpMessage message, long nowNanos) {}
}
