package foyer.sfu.engine;

import foyer.sfu.api.SrtpCipher;
import foyer.sfu.srtp.CipherChoice;
import foyer.sfu.srtp.Srtp;
import foyer.sfu.srtp.SrtpReport;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whose ciphers a media server's transports get: the base's until it is known what is best. */
final class Ciphers {
    private static final Logger LOG = LoggerFactory.getLogger(Ciphers.class);

    /** Starting has the processor first; until then the host's library serves where it is. */
    private static final Duration AFTER_THE_START = Duration.ofSeconds(2);

    private static final ReentrantLock MEASURING = new ReentrantLock();

    /** What was measured is about the machine, and holds for all servers of the process. */
    private static @Nullable SrtpReport measured;

    private volatile CipherChoice choice = CipherChoice.BASE;

    CipherChoice choice() {
        return choice;
    }

    /** Decides; takes too long for a loop. */
    void choose(SrtpCipher wanted, EngineClock clock) {
        SrtpReport report =
                Srtp.choose(
                        wanted == SrtpCipher.AUTO ? SrtpCipher.NATIVE : wanted, clock::nowNanos);
        choice = report.choice();
        if (wanted == SrtpCipher.AUTO) {
            try {
                Thread.sleep(AFTER_THE_START);
            } catch (InterruptedException e) {
                return; // the server is closed
            }
            report = measured(clock);
            choice = report.choice();
        }
        LOG.info(
                "srtp ready aead={} counter={} libcrypto=\"{}\" measured=\"{}\"",
                choice.aead(),
                choice.counter(),
                report.library(),
                report.measured());
    }

    private static SrtpReport measured(EngineClock clock) {
        MEASURING.lock();
        try {
            SrtpReport report = measured;
            if (report == null) {
                report = Srtp.choose(SrtpCipher.AUTO, clock::nowNanos);
                measured = report;
            }
            return report;
        } finally {
            MEASURING.unlock();
        }
    }
}
