package foyer.signaling.app;

import foyer.signaling.doctor.Doctor;
import foyer.signaling.doctor.Finding;
import foyer.signaling.media.RouterFactory;
import foyer.signaling.session.Time;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The doctor's visit after the start: what is not as it should be goes into the log, once. Nothing
 * waits for it.
 */
final class CheckUp implements AutoCloseable {
    /** Starting, and whoever comes first, have the processor first. */
    private static final long START_MILLIS = 3_000;

    /** The proxy, and its certificate, come after the server. */
    private static final long PROXY_MILLIS = 60_000;

    private static final Logger LOG = LoggerFactory.getLogger(Doctor.class);

    private volatile boolean closed;

    private CheckUp() {}

    /**
     * Begins it.
     *
     * @param routers those of the running engine
     * @param threads one for each look: it waits for seconds
     */
    static CheckUp begin(
            Supplier<Doctor> doctors, RouterFactory routers, Time time, Executor threads) {
        CheckUp checkUp = new CheckUp();
        var _ =
                time.after(
                        PROXY_MILLIS,
                        () ->
                                threads.execute(() -> {
                                    Doctor doctor = doctors.get();
                                    checkUp.tell(doctor.front());
                                    checkUp.tell(doctor.site());
                                }));
        var _ =
                time.after(
                        START_MILLIS,
                        () ->
                                threads.execute(() -> {
                                    Doctor doctor = doctors.get();
                                    checkUp.tell(doctor.machine());
                                    checkUp.tell(doctor.network(routers));
                                    checkUp.tell(doctor.turn(true));
                                }));
        return checkUp;
    }

    private void tell(List<Finding> findings) {
        for (Finding finding : findings) {
            Level level =
                    switch (finding.severity()) {
                        case OK -> Level.DEBUG;
                        case ADVICE -> Level.INFO;
                        case WARNING -> Level.WARN;
                        case PROBLEM -> Level.ERROR;
                    };
            if (!closed) {
                LOG.atLevel(level)
                        .addKeyValue("check", finding.check())
                        .addKeyValue("severity", finding.severity())
                        .log(finding.sentence());
            }
        }
    }

    /** Says nothing any more: what it finds while the server stops is not so. */
    @Override
    public void close() {
        closed = true;
    }
}
