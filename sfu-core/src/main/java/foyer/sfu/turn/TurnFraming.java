package foyer.sfu.turn;

/** How messages follow each other in a stream (RFC 8489 6.2.2, RFC 8656 12.5). */
public final class TurnFraming {
    /** What has to be there before the length of a frame is known. */
    public static final int PREFIX_BYTES = 4;

    private TurnFraming() {}

    /**
     * The length of the frame that begins with these two numbers, padding included; −1 for what
     * cannot be a frame.
     *
     * @param first the first two bytes
     * @param second the next two
     */
    public static int frameBytes(int first, int second) {
        return switch (first >>> 14) {
            case 0 -> second % 4 == 0 ? TurnFormat.HEADER_BYTES + second : -1;
            case 1 -> TurnFormat.CHANNEL_HEADER_BYTES + TurnFormat.padded(second);
            default -> -1;
        };
    }
}
