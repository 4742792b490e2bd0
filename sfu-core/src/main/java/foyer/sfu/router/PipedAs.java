package foyer.sfu.router;

/** What a packet that crosses to another router is to its stream there. */
public enum PipedAs {
    /** It goes on with what crossed before, perhaps not in order. */
    FOLLOWING,
    /** What crossed before has nothing to do with it. */
    BEGINNING
}
