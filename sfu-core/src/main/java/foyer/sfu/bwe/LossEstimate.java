package foyer.sfu.bwe;

/**
 * What loss says of the capacity. Losses are explained by two numbers, a share that is lost
 * whatever is sent, and a capacity above which all is lost; of a few capacities near the last one
 * the likeliest is taken. So a radio that loses a tenth does not cost bandwidth, a short queue that
 * overflows does. The idea is that of libwebrtc's LossBasedBweV2; candidates, bounds and the search
 * are ours.
 */
final class LossEstimate {
    private static final int WINDOW = 20;
    private static final long OBSERVED_NANOS = 250_000_000;
    private static final long MAX_AGE_NANOS = 10_000_000_000L;
    private static final int MIN_PACKETS = 10;
    private static final double WEIGHT = 0.9;
    private static final double MIN_INHERENT = 1e-3;
    private static final double MAX_INHERENT = 0.115;
    private static final double MAX_INHERENT_BITS = 20_000;
    private static final double HIGH_BIAS = 0.02;
    private static final double ARRIVES = 0.85;
    private static final int BISECTIONS = 10;

    private final int[] packets = new int[WINDOW];
    private final int[] lost = new int[WINDOW];
    private final double[] rates = new double[WINDOW];
    private final long[] times = new long[WINDOW];
    private int size;
    private int newest = -1;
    private int packetsNow;
    private int lostNow;
    private long bytesNow;
    private long fromNanos;
    private boolean open;
    private double estimate = Double.POSITIVE_INFINITY;
    private double inherent;

    /** {@code Long.MAX_VALUE} while loss says nothing. */
    long bitsPerSecond() {
        return Double.isInfinite(estimate) ? Long.MAX_VALUE : Math.round(estimate);
    }

    /** The share that is thought to be lost at any rate. */
    double inherentLoss() {
        return inherent;
    }

    /** The share lost lately, 0…1. */
    double lossShare() {
        double all = packetsNow;
        double gone = lostNow;
        for (int i = 0; i < Math.min(size, 4); i++) {
            all += packets[at(i)];
            gone += lost[at(i)];
        }
        return all == 0 ? 0 : Math.max(0, gone / all);
    }

    void arrived(int bytes, long sentNanos) {
        observe(bytes, sentNanos);
    }

    void missing(int bytes, long sentNanos) {
        observe(bytes, sentNanos);
        lostNow++;
    }

    /** What was said to be missing came after all. */
    void found() {
        lostNow--;
    }

    private void observe(int bytes, long sentNanos) {
        if (!open) {
            open = true;
            fromNanos = sentNanos;
        }
        packetsNow++;
        bytesNow += bytes;
    }

    /**
     * A feedback is over.
     *
     * @param sentUntilNanos when the last packet it speaks of was sent
     * @param delayBased the estimate by delay, which is not exceeded
     * @param arrived what arrives, 0 for unknown
     */
    void update(long sentUntilNanos, long delayBased, long arrived) {
        long duration = sentUntilNanos - fromNanos;
        if (!open || duration < OBSERVED_NANOS || packetsNow < MIN_PACKETS) {
            return;
        }
        newest = (newest + 1) % WINDOW;
        size = Math.min(size + 1, WINDOW);
        packets[newest] = packetsNow;
        lost[newest] = Math.clamp(lostNow, 0, packetsNow);
        times[newest] = sentUntilNanos;
        rates[newest] = bytesNow * 8e9 / duration;
        packetsNow = 0;
        lostNow = 0;
        bytesNow = 0;
        open = false;
        while (sentUntilNanos - times[at(size - 1)] > MAX_AGE_NANOS) {
            size--;
        }
        choose((double) delayBased, (double) arrived);
    }

    /** A probe has shown that this much gets through; it counts where little else is sent. */
    void probed(long bitsPerSecond, long nowNanos) {
        if (size == 0 || nowNanos - times[newest] > 4 * OBSERVED_NANOS) {
            estimate = Math.max(estimate, (double) bitsPerSecond);
        }
    }

    private void choose(double delayBased, double arrived) {
        if (!anyLoss()) {
            estimate = Double.POSITIVE_INFINITY;
            inherent = 0;
            return;
        }
        double from = Math.min(estimate, delayBased);
        double best = from;
        double bestScore = score(from);
        double[] candidates = {from * 1.05, from * 0.95, arrived, delayBased};
        for (double candidate : candidates) {
            if (candidate > 0 && candidate <= delayBased) {
                double score = score(candidate);
                if (score > bestScore) {
                    best = candidate;
                    bestScore = score;
                }
            }
        }
        // What arrives gets through, whatever is lost of older packets.
        estimate = Math.max(best, Math.min(delayBased, ARRIVES * arrived));
        inherent = likeliestInherent(estimate);
    }

    private boolean anyLoss() {
        for (int i = 0; i < size; i++) {
            if (lost[at(i)] > 0) {
                return true;
            }
        }
        return false;
    }

    private int at(int age) {
        return (newest - age + WINDOW) % WINDOW;
    }

    /** Log-likelihood of what was seen, a little in favour of more. */
    private double score(double capacity) {
        double share = likeliestInherent(capacity);
        double sum = 0;
        double weight = 1;
        for (int i = 0; i < size; i++) {
            int at = at(i);
            double loss = lossAt(share, excess(rates[at], capacity));
            double gone = lasting(i);
            double seen = gone * Math.log(loss) + (packets[at] - gone) * Math.log(1 - loss);
            sum += weight * (seen + HIGH_BIAS * Math.log1p(capacity / 1000) * packets[at]);
            weight *= WEIGHT;
        }
        return sum;
    }

    /** The likelihood is concave in the share: its slope is bisected. */
    private double likeliestInherent(double capacity) {
        double low = MIN_INHERENT;
        double high = Math.min(0.5, MAX_INHERENT + MAX_INHERENT_BITS / capacity);
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (slope(middle, capacity) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private double slope(double share, double capacity) {
        double sum = 0;
        double weight = 1;
        for (int i = 0; i < size; i++) {
            int at = at(i);
            double excess = excess(rates[at], capacity);
            double loss = lossAt(share, excess);
            double gone = lasting(i);
            sum +=
                    weight
                            * (gone * (1 - excess) / loss
                                    - (packets[at] - gone) * (1 - excess) / (1 - loss));
            weight *= WEIGHT;
        }
        return sum;
    }

    /**
     * How many were lost of an observation, as far as an observation beside it lost such a share
     * too: a queue that overflows goes on doing so, a burst of noise is over at once.
     */
    private double lasting(int age) {
        double share = 0;
        if (age > 0) {
            share = share(age - 1);
        }
        if (age < size - 1) {
            share = Math.max(share, share(age + 1));
        }
        return Math.min(lost[at(age)], share * packets[at(age)]);
    }

    private double share(int age) {
        return (double) lost[at(age)] / packets[at(age)];
    }

    private static double excess(double rate, double capacity) {
        return rate > capacity ? (rate - capacity) / rate : 0;
    }

    private static double lossAt(double share, double excess) {
        return Math.clamp(share + (1 - share) * excess, 1e-6, 1 - 1e-6);
    }

    void clear() {
        size = 0;
        newest = -1;
        packetsNow = 0;
        lostNow = 0;
        bytesNow = 0;
        open = false;
        estimate = Double.POSITIVE_INFINITY;
    }
}
