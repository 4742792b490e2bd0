package foyer.sfu.rtcp;

import java.util.List;

/** How many elements a message can carry. */
final class Limits {
    /** The count field of the common header has 5 bits (RFC 3550 6.4.1). */
    static final int MAX_COUNT = 31;

    private Limits() {}

    static <T> List<T> atMost(int limit, String name, List<T> list) {
        if (list.size() > limit) {
            throw new IllegalArgumentException(name + ": " + list.size());
        }
        return List.copyOf(list);
    }
}
