package foyer.sfu.scenario;

import java.util.SplittableRandom;

/**
 * The two states of Gilbert and Elliott: in the bad one packets are lost by a chance of its own.
 */
final class BurstLoss {
    private final double toBad;
    private final double toGood;
    private final double lossInBad;
    private boolean bad;

    /** A chance for each packet to enter the bad state, to leave it, and to be lost in it. */
    BurstLoss(double toBad, double toGood, double lossInBad) {
        this.toBad = toBad;
        this.toGood = toGood;
        this.lossInBad = lossInBad;
    }

    boolean losesNext(SplittableRandom random) {
        bad = random.nextDouble() < (bad ? 1 - toGood : toBad);
        return bad && random.nextDouble() < lossInBad;
    }
}
