package foyer.sfu.forward;

import java.util.Arrays;

/** Places for what is known of the last pictures, by a name that is not negative. */
final class RecentNames {
    /** Two seconds at 30 pictures a second. */
    static final int PLACES = 64;

    static final int NONE = -1;

    private final long[] names = new long[PLACES];
    private int next;

    RecentNames() {
        Arrays.fill(names, NONE);
    }

    /** The name of the picture of a source with this RTP timestamp. */
    static long picture(Source source, long timestamp) {
        return (long) source.index() << 32 | timestamp;
    }

    /** Where the name has its place, {@link #NONE} if it has none. */
    int find(long name) {
        for (int i = 1; i <= PLACES; i++) {
            int at = (next - i) & (PLACES - 1);
            if (names[at] == name) {
                return at;
            }
        }
        return NONE;
    }

    /** The name takes the place of the oldest. */
    int add(long name) {
        int at = next;
        names[at] = name;
        next = (next + 1) & (PLACES - 1);
        return at;
    }
}
