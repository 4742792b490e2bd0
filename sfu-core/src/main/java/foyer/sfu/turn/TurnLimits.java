package foyer.sfu.turn;

/**
 * How much clients may have.
 *
 * @param allocations in all
 * @param allocationsPerUser of one id; a participant has four connections, each tries every way
 *     from every network interface, and those of a page before its reload live on for a while
 * @param allocationsPerNetwork of one IPv4 address or IPv6 /64
 * @param bytesPerSecond of one allocation, each way
 */
public record TurnLimits(
        int allocations, int allocationsPerUser, int allocationsPerNetwork, int bytesPerSecond) {
    /** Twenty megabits are more than a participant is ever sent. */
    public static final TurnLimits DEFAULT = new TurnLimits(8_192, 96, 2_048, 2_500_000);

    public TurnLimits {
        if (allocations < 1
                || allocations > RelayPorts.COUNT
                || allocationsPerUser < 1
                || allocationsPerNetwork < 1
                || bytesPerSecond < 1) {
            throw new IllegalArgumentException("limits: " + allocations);
        }
    }
}
