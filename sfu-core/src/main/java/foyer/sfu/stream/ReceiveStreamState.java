package foyer.sfu.stream;

/**
 * What a new process needs to go on with a receiving stream.
 *
 * @param extendedHighest the highest extended sequence number; {@code -1} before the first packet
 * @param packets media packets received
 * @param bytes their bytes from the RTP header on
 * @param packetsLost lost since the beginning, before recovery
 */
public record ReceiveStreamState(
        long extendedHighest, long packets, long bytes, long packetsLost) {}
