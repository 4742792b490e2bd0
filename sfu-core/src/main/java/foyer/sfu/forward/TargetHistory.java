package foyer.sfu.forward;

import foyer.sfu.codec.TemplateStructure;
import org.jspecify.annotations.Nullable;

/** The decode targets chosen last, and from where on: what comes late is decided as it was then. */
final class TargetHistory {
    /** Several wishes and the steps on the way to each. */
    private static final int CHOICES = 16;

    static final int NONE = -1;

    private final long[] since = new long[CHOICES];
    private final int[] targets = new int[CHOICES];
    private final @Nullable TemplateStructure[] structures = new TemplateStructure[CHOICES];
    private int count;

    void clear() {
        count = 0;
    }

    /** From the sequence number on. */
    void add(long sequence, int target, TemplateStructure structure) {
        int at = count++ & (CHOICES - 1);
        since[at] = sequence;
        targets[at] = target;
        structures[at] = structure;
    }

    /** The number of the choice that holds now, {@link #NONE} when nothing was chosen. */
    int last() {
        return count - 1;
    }

    /** The number of the one that held at the sequence number. */
    int at(long sequence) {
        int choice = last();
        while (choice > 0 && isKnown(choice - 1) && since[choice & (CHOICES - 1)] > sequence) {
            choice--;
        }
        return choice;
    }

    private boolean isKnown(int choice) {
        return count - choice <= CHOICES;
    }

    /**
     * What was chosen, as a decode target of a structure that may be another one.
     *
     * @return {@link #NONE} when that is no longer known
     */
    int target(int choice, TemplateStructure of, long activeDecodeTargets) {
        if (choice < 0 || !isKnown(choice)) {
            return NONE;
        }
        int target = targets[choice & (CHOICES - 1)];
        TemplateStructure its = structures[choice & (CHOICES - 1)];
        if (its == null || its == of || target < 0) {
            return target;
        }
        return of.decodeTarget(
                its.targetSpatialLayer(target),
                its.targetTemporalLayer(target),
                activeDecodeTargets);
    }
}
