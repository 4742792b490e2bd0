package foyer.sfu.engine.front;

import java.util.concurrent.TimeUnit;

/**
 * How long connections may take, and how many there may be.
 *
 * @param openingNanos to say what they are
 * @param stepNanos to reach the proxy, or to end when one side has
 * @param silenceNanos without a byte either way: longer than any proxy or socket of ours waits, so
 *     that it is they who end connections
 * @param all that are undecided or passed on; each that is passed on takes two files
 * @param ofNetwork of these: a school behind one address has a socket and a page's connections for
 *     each
 * @param undecided that have not said what they are: beyond it the oldest goes for the newest
 * @param undecidedOfNetwork of these: a round trip's worth of people who come at once
 */
record FrontBounds(
        long openingNanos,
        long stepNanos,
        long silenceNanos,
        int all,
        int ofNetwork,
        int undecided,
        int undecidedOfNetwork) {
    static final FrontBounds DEFAULT =
            new FrontBounds(
                    TimeUnit.SECONDS.toNanos(5),
                    TimeUnit.SECONDS.toNanos(15),
                    TimeUnit.HOURS.toNanos(1),
                    16_384,
                    4_096,
                    2_048,
                    256);

    /** With other times. */
    FrontBounds waiting(long opening, long step, long silence) {
        return new FrontBounds(
                opening, step, silence, all, ofNetwork, undecided, undecidedOfNetwork);
    }

    /** With other numbers. */
    FrontBounds holding(int newAll, int newOfNetwork, int newUndecided, int newUndecidedOfNetwork) {
        return new FrontBounds(
                openingNanos,
                stepNanos,
                silenceNanos,
                newAll,
                newOfNetwork,
                newUndecided,
                newUndecidedOfNetwork);
    }
}
