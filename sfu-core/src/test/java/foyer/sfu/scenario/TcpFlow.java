package foyer.sfu.scenario;

/**
 * A download beside the call: a sender with a window that grows by a packet a round trip and is
 * halved when one is lost (RFC 5681 without time-outs), through a bottleneck.
 */
final class TcpFlow {
    private static final int PACKET_BYTES = 1500;
    private static final int FIRST_WINDOW = 10;

    private final EventQueue events;
    private final Bottleneck bottleneck;
    private final long rttNanos;
    private double window = FIRST_WINDOW;
    private double threshold = Double.MAX_VALUE;
    private int inFlight;
    private long recoverUntilNanos;
    private long acknowledgedBytes;
    private boolean running;

    TcpFlow(EventQueue events, Bottleneck bottleneck, long rttNanos) {
        this.events = events;
        this.bottleneck = bottleneck;
        this.rttNanos = rttNanos;
    }

    void start() {
        running = true;
        fill();
    }

    void stop() {
        running = false;
    }

    long acknowledgedBytes() {
        return acknowledgedBytes;
    }

    private void fill() {
        while (running && inFlight < (int) window) {
            inFlight++;
            boolean taken =
                    bottleneck.enter(
                            PACKET_BYTES, () -> events.after(rttNanos, this::acknowledged));
            if (!taken) {
                events.after(rttNanos, this::lost);
            }
        }
    }

    private void acknowledged() {
        inFlight--;
        acknowledgedBytes += PACKET_BYTES;
        window += window < threshold ? 1 : 1 / window;
        fill();
    }

    private void lost() {
        inFlight--;
        // Once for all losses of one window.
        if (events.nowNanos() >= recoverUntilNanos) {
            threshold = Math.max(2, window / 2);
            window = threshold;
            recoverUntilNanos = events.nowNanos() + rttNanos;
        }
        fill();
    }
}
