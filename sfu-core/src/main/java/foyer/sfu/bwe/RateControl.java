package foyer.sfu.bwe;

/**
 * Raises the rate while the delay is steady and cuts it below what arrived when it rises
 * (draft-ietf-rmcat-gcc-02 5.5; after libwebrtc's AimdRateControl): by 8 % a second as long as the
 * capacity is unknown, by about a packet in a response time near what is thought to be it.
 */
final class RateControl {
    private static final double CUT = 0.85;
    private static final double GROWTH = 1.08;
    private static final long LEAST_GROWTH = 1_000;
    private static final double ABOVE_ARRIVED = 1.05;
    private static final long ABOVE_ARRIVED_BITS = 10_000;
    private static final double LEAST_ADDED = 4_000;
    private static final double PACKET_BITS = 1_200 * 8;
    private static final double FRAMES_PER_SECOND = 30;
    private static final long DETECTION_NANOS = 100_000_000;
    private static final long MIN_CUT_NANOS = 10_000_000;
    private static final long MAX_CUT_NANOS = 200_000_000;

    private enum Phase {
        HOLD,
        INCREASE
    }

    private final RateLimits limits;
    private final LinkCapacity capacity = new LinkCapacity();
    private Phase phase = Phase.HOLD;
    private long current;
    private long changedNanos;
    private boolean everChanged;
    private long rttNanos = 100_000_000;

    RateControl(RateLimits limits) {
        this.limits = limits;
        this.current = limits.start();
    }

    long bitsPerSecond() {
        return current;
    }

    void rtt(long nanos) {
        rttNanos = nanos;
    }

    /** A probe or a decision from elsewhere says what the rate is. */
    void set(long bitsPerSecond, long nowNanos) {
        current = limits.clamp(bitsPerSecond);
        changedNanos = nowNanos;
        everChanged = true;
    }

    /** A probe that met its limit found the capacity. */
    void probed(long bitsPerSecond) {
        capacity.probed(bitsPerSecond);
    }

    /** Takes the state of the delay; {@code arrived} is 0 while it is not known. */
    void update(Usage usage, long arrived, long nowNanos) {
        switch (usage) {
            case NORMAL -> {
                if (phase == Phase.HOLD || !everChanged) {
                    changedNanos = nowNanos;
                    everChanged = true;
                    phase = Phase.INCREASE;
                }
                increase(arrived, nowNanos);
            }
            case UNDERUSED -> phase = Phase.HOLD;
            case OVERUSED -> {
                if (mayCut(arrived, nowNanos)) {
                    cut(arrived, nowNanos);
                }
            }
        }
    }

    /** Once a round trip, and at once when much less arrives. */
    private boolean mayCut(long arrived, long nowNanos) {
        long interval = Math.clamp(rttNanos, MIN_CUT_NANOS, MAX_CUT_NANOS);
        return !everChanged
                || phase == Phase.INCREASE
                || nowNanos - changedNanos >= interval
                || arrived < current / 2;
    }

    private void increase(long arrived, long nowNanos) {
        if (arrived > capacity.upperBound()) {
            capacity.reset();
        }
        // What was not tried is not known (5.5, which allows half as much again): an SFU's streams
        // seldom fill the estimate, and probes are there to raise it.
        long most =
                arrived > 0
                        ? (long) (ABOVE_ARRIVED * arrived) + ABOVE_ARRIVED_BITS
                        : limits.ceiling();
        if (current < most) {
            double seconds = Math.clamp((nowNanos - changedNanos) / 1e9, 0, 1);
            double added =
                    capacity.known()
                            ? addedPerSecond() * seconds
                            : Math.max(
                                    current * (Math.pow(GROWTH, seconds) - 1),
                                    LEAST_GROWTH * seconds);
            current = limits.clamp(Math.min(Math.round(current + added), most));
        }
        changedNanos = nowNanos;
    }

    private double addedPerSecond() {
        double frameBits = current / FRAMES_PER_SECOND;
        double packets = Math.ceil(frameBits / PACKET_BITS);
        double responseSeconds = 2 * (rttNanos + DETECTION_NANOS) / 1e9;
        return Math.max(LEAST_ADDED, frameBits / packets / responseSeconds);
    }

    private void cut(long arrived, long nowNanos) {
        long wanted = arrived > 0 ? (long) (CUT * arrived) : current / 2;
        if (wanted > current && capacity.known()) {
            wanted = (long) (CUT * capacity.bitsPerSecond());
        }
        if (arrived > 0) {
            if (arrived < capacity.lowerBound()) {
                capacity.reset();
            }
            capacity.overused(arrived);
        }
        current = limits.clamp(Math.min(current, wanted));
        phase = Phase.HOLD;
        changedNanos = nowNanos;
        everChanged = true;
    }
}
