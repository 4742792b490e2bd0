package foyer.sfu.stream;

/** What a {@link NackWindow} did so far. */
final class NackCounts {
    /** Times at least one packet was asked for. */
    long requests;

    /** Sequence numbers asked for, repeats included. */
    long asked;

    /** Packets that came after we asked. */
    long recovered;

    /** Packets no longer waited for. */
    long givenUp;
}
