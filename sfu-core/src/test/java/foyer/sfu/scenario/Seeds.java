package foyer.sfu.scenario;

/** The seed that a scenario is played with: its own, or another with {@code -Dfoyer.seed=}. */
final class Seeds {
    private Seeds() {}

    static long of(long own) {
        return Long.getLong("foyer.seed", own);
    }
}
