package foyer.sfu.scenario;

import foyer.sfu.wire.PacketBuffer;
import java.time.Duration;

/** A microphone: Opus, a packet every 20 ms. */
final class AudioSource {
    private static final long FRAME_NANOS = Duration.ofMillis(20).toNanos();
    private static final int PAYLOAD_BYTES = 80;
    private static final int SPEECH_LEVEL = 30;
    private static final int SILENCE_LEVEL = 127;

    private final EventQueue events;
    private final SentStream stream;
    private final PacketBuffer payload = PacketBuffer.allocate(PAYLOAD_BYTES);
    private boolean running;
    private boolean speaking = true;
    private int frames;

    AudioSource(EventQueue events, SentStream stream) {
        this.events = events;
        this.stream = stream;
    }

    SentStream stream() {
        return stream;
    }

    void start() {
        running = true;
        events.after(FRAME_NANOS, this::frame);
    }

    void stop() {
        running = false;
    }

    void speak(boolean speaks) {
        speaking = speaks;
    }

    private void frame() {
        if (!running) {
            return;
        }
        long nowNanos = events.nowNanos();
        int level = speaking ? SPEECH_LEVEL : SILENCE_LEVEL;
        TestMedia.writeAudio(
                payload, new TestMedia.AudioFacts(frames, nowNanos, level), PAYLOAD_BYTES);
        stream.send(payload, nowNanos, frames == 0, level);
        frames++;
        events.after(FRAME_NANOS, this::frame);
    }
}
