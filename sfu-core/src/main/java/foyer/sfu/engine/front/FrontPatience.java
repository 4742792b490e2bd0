package foyer.sfu.engine.front;

import java.util.concurrent.TimeUnit;

/**
 * How long connections may take.
 *
 * @param openingNanos to say what they are
 * @param stepNanos to reach the proxy, or to end when one side has
 * @param silenceNanos without a byte either way: longer than any proxy or socket of ours waits, so
 *     that it is they who end connections
 */
record FrontPatience(long openingNanos, long stepNanos, long silenceNanos) {
    static final FrontPatience DEFAULT =
            new FrontPatience(
                    TimeUnit.SECONDS.toNanos(5),
                    TimeUnit.SECONDS.toNanos(15),
                    TimeUnit.HOURS.toNanos(1));
}
