package foyer.sfu.forward;

/** Where a producer's spatial layers are. */
public enum Arrangement {
    /** Each is a stream that needs no other: simulcast, and a single stream without layers. */
    STREAMS,
    /** All are in one stream, and need each other: SVC. */
    LAYERS
}
