package foyer.sfu.record;

/** How much of the media's payloads is recorded. */
public enum Payloads {
    /** What forwarding looks at: nobody can watch or hear the call. */
    HEADERS_ONLY,
    /** All bytes. */
    ALL
}
