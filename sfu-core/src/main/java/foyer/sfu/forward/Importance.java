package foyer.sfu.forward;

/** Which of a receiver's videos go without first when not all fit. */
public enum Importance {
    /** Read, not watched. */
    SCREEN(0),
    /** Large. */
    STAGE(1),
    /** Small: whoever has a low ceiling. */
    THUMBNAIL(2);

    private final int rank;

    Importance(int rank) {
        this.rank = rank;
    }

    /** 0 is served first. */
    int rank() {
        return rank;
    }
}
