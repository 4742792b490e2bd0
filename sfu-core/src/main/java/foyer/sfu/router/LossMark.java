package foyer.sfu.router;

/** What a stream has lost by now, as a mark that only rises: late packets take it back nowhere. */
final class LossMark {
    private long highest;

    /** How far a cumulative loss, which late and doubled packets lower, is above the mark. */
    long rise(long cumulativeLost) {
        long risen = Math.max(0, cumulativeLost - highest);
        highest += risen;
        return risen;
    }
}
