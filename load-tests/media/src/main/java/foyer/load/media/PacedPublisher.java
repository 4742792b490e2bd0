package foyer.load.media;

import foyer.load.measure.Count;
import foyer.load.measure.Tally;
import foyer.load.rtc.MediaTransport;
import foyer.sfu.rtcp.SenderReport;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What audio and video have in common: being due, being late, reports once a second. */
abstract class PacedPublisher implements Publisher {
    private static final long REPORT_NANOS = 1_000_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final Tally tally;
    private final int perSecond;
    private @Nullable MediaTransport transport;
    private boolean stopped;
    private long lastReportNanos;

    PacedPublisher(Tally tally, int perSecond) {
        this.tally = tally;
        this.perSecond = perSecond;
    }

    Tally tally() {
        return tally;
    }

    /** Sends the frame with this number. */
    abstract void send(long frame, MediaTransport over, long nowNanos);

    abstract List<SentStream> streams();

    @Nullable MediaTransport transport() {
        return transport;
    }

    @Override
    public void start(MediaTransport over) {
        transport = over;
        // Publishers are not in step with each other.
        long phase = ThreadLocalRandom.current().nextLong(NANOS_PER_SECOND / perSecond);
        FramePacer pacer = new FramePacer(System.nanoTime() + phase, perSecond);
        wait(over, pacer);
    }

    private void wait(MediaTransport over, FramePacer pacer) {
        long delay = Math.max(0, pacer.nextDueNanos() - System.nanoTime());
        var _ = over.loop().schedule(() -> due(over, pacer), delay, TimeUnit.NANOSECONDS);
    }

    private void due(MediaTransport over, FramePacer pacer) {
        if (stopped) {
            return;
        }
        long nowNanos = System.nanoTime();
        long late = pacer.take(nowNanos);
        if (late >= 0) {
            tally.add(Count.FRAMES, 1);
            tally.add(Count.FRAMES_LATE, late > FramePacer.LATE_NANOS ? 1 : 0);
            tally.add(Count.FRAMES_SKIPPED, pacer.takeSkipped());
            send(pacer.frame(), over, nowNanos);
            report(over, nowNanos);
        }
        wait(over, pacer);
    }

    private void report(MediaTransport over, long nowNanos) {
        if (nowNanos - lastReportNanos < REPORT_NANOS) {
            return;
        }
        lastReportNanos = nowNanos;
        long epochNanos = System.currentTimeMillis() * 1_000_000;
        List<SenderReport> reports = new ArrayList<>();
        for (SentStream stream : streams()) {
            SenderReport report = stream.report(nowNanos, epochNanos);
            if (report != null) {
                reports.add(report);
            }
        }
        over.sendRtcp(reports);
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public void rtp(ByteBuf packet, long nowNanos) {
        tally.add(Count.UNREADABLE, 1); // nobody sends us media here
    }

    @Override
    public void unreadable() {
        tally.add(Count.UNREADABLE, 1);
    }
}
