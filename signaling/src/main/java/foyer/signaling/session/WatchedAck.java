package foyer.signaling.session;

import foyer.signaling.protocol.Answer;
import foyer.signaling.protocol.ClientEvent;
import foyer.signaling.protocol.ErrorWord;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The way back to who sent an event, watched for the measures. */
final class WatchedAck implements Ack {
    private final String event;
    private final Ack ack;
    private final Telemetry telemetry;
    private final Time time;
    private final long cameMillis;
    private final AtomicBoolean answered = new AtomicBoolean();

    /**
     * An event comes in.
     *
     * @param event null for one that nobody knows
     */
    WatchedAck(@Nullable ClientEvent event, Ack ack, Telemetry telemetry, Time time) {
        this.event = event == null ? Telemetry.UNKNOWN_EVENT : event.wireName();
        this.ack = ack;
        this.telemetry = telemetry;
        this.time = time;
        cameMillis = time.nowMillis();
        telemetry.received(this.event);
    }

    @Override
    public void answer(Answer answer) {
        watch(answer instanceof Answer.Refused(ErrorWord word) ? word.toString() : null);
        ack.answer(answer);
    }

    /** Refuses a payload that makes no sense. */
    void malformed(ErrorWord word) {
        watch("malformed");
        ack.refuse(word);
    }

    private void watch(@Nullable String reason) {
        if (answered.getAndSet(true)) {
            return;
        }
        telemetry.answered(event, time.nowMillis() - cameMillis);
        if (reason != null) {
            telemetry.rejected(event, reason);
        }
    }
}
