package foyer.sfu.engine;

/**
 * Datagrams that left several in one piece, to be cut by the kernel or the network card (UDP GSO).
 *
 * @param sends pieces that left
 * @param datagrams what they were cut into
 * @param refused pieces that nobody took; their datagrams were sent one by one
 */
public record SegmentedStats(long sends, long datagrams, long refused) {
    public static final SegmentedStats NONE = new SegmentedStats(0, 0, 0);

    SegmentedStats and(SegmentedStats other) {
        return new SegmentedStats(
                sends + other.sends, datagrams + other.datagrams, refused + other.refused);
    }
}
