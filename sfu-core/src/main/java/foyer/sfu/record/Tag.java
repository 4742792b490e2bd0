package foyer.sfu.record;

/** The first byte of each value in a recording. */
final class Tag {
    static final int NULL = 0;
    static final int FALSE = 1;
    static final int TRUE = 2;
    static final int INT = 3;
    static final int LONG = 4;
    static final int DOUBLE = 5;
    static final int TEXT = 6;
    static final int LIST = 7;
    static final int MAP = 8;
    static final int ENUM = 9;
    static final int RECORD = 10;

    /** A text or record again: its place among all that were written before. */
    static final int AGAIN = 11;

    private Tag() {}
}
