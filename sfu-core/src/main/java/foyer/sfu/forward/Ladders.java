package foyer.sfu.forward;

import java.util.ArrayList;
import java.util.List;

/** Which rungs of a ladder are worth their bits. */
public final class Ladders {
    private Ladders() {}

    /**
     * Leaves out larger pictures at less than half of their frames, which look worse than smaller
     * ones at all, and what costs no less than something better.
     *
     * @param ladder in ascending quality
     */
    public static List<Rung> worthwhile(List<Rung> ladder) {
        List<Rung> kept = new ArrayList<>(ladder.size());
        long cheapest = Long.MAX_VALUE;
        int spatial = -1;
        int top = 0;
        for (int i = ladder.size() - 1; i >= 0; i--) {
            Rung rung = ladder.get(i);
            if (rung.spatialLayer() != spatial) {
                spatial = rung.spatialLayer();
                top = rung.temporalLayer();
            }
            boolean lowest = spatial == ladder.getFirst().spatialLayer();
            if ((lowest || rung.temporalLayer() >= top - 1) && rung.bitrateBps() < cheapest) {
                kept.addFirst(rung);
                cheapest = rung.bitrateBps();
            }
        }
        return kept;
    }
}
