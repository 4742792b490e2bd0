package foyer.sfu.engine;

import java.util.Map;

/**
 * The TCP connections of a loop; counts are since the start.
 *
 * @param connections right now, those without a valid check included
 * @param strangers those without
 * @param accepted connections that had a valid check
 * @param refused connections that were closed before one
 * @param framesIn packets that came
 * @param bytesIn their bytes, without the framing's
 * @param framesOut packets handed to the connections
 * @param bytesOut their bytes
 */
public record TcpStats(
        int connections,
        int strangers,
        long accepted,
        Map<TcpRefusal, Long> refused,
        long framesIn,
        long bytesIn,
        long framesOut,
        long bytesOut) {
    /** Where no connection ever was. */
    public static final TcpStats NONE = new TcpStats(0, 0, 0, Map.of(), 0, 0, 0, 0);

    public TcpStats {
        refused = Map.copyOf(refused);
    }
}
