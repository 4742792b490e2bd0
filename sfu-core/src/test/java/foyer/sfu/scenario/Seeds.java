package foyer.sfu.scenario;

import java.util.List;
import java.util.stream.LongStream;

/** The seed that a scenario is played with: its own, or another with {@code -Dfoyer.seed=}. */
final class Seeds {
    private Seeds() {}

    static long of(long own) {
        return Long.getLong("foyer.seed", own);
    }

    /** The same for one that is played with several. */
    static List<Long> each(long... own) {
        Long other = Long.getLong("foyer.seed");
        return other == null ? LongStream.of(own).boxed().toList() : List.of(other);
    }
}
