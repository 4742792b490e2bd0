package foyer.sfu.router;

import java.util.SplittableRandom;

/** The numbers that RFC 3550 wants random, from one seed so that a call can be played again. */
final class Chance {
    private final SplittableRandom random;

    Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Not 0, which some receivers take for unset. */
    long ssrc() {
        return 1 + random.nextLong(0xffff_fffeL);
    }

    /** In the lower half, as RFC 3711 3.3.1 advises for senders whose roll-over is not signaled. */
    int sequenceNumber() {
        return random.nextInt(1 << 15);
    }

    long timestamp() {
        return random.nextLong(1L << 32);
    }

    /** Half to one and a half times the interval (RFC 3550 6.2). */
    long spread(long nanos) {
        return nanos / 2 + random.nextLong(nanos);
    }
}
