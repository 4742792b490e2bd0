package foyer.sfu.engine;

/**
 * A loop's part in rooms that are on several.
 *
 * @param open producers of other loops that are consumed on this one
 * @param packets that crossed from here to others since the start, once for each loop they went to
 * @param bytes of them, from the RTP header on
 */
public record PipeTraffic(int open, long packets, long bytes) {
    /** Nothing crosses. */
    public static final PipeTraffic NONE = new PipeTraffic(0, 0, 0);
}
