package foyer.sfu.bwe;

/** What the delay says of the bottleneck. */
enum Usage {
    NORMAL,
    /** A queue grows. */
    OVERUSED,
    /** A queue shrinks. */
    UNDERUSED
}
