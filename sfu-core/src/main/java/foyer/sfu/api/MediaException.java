package foyer.sfu.api;

/** A request to the engine that cannot be met, with the reason as a word and as a sentence. */
public final class MediaException extends RuntimeException {
    /** The reasons. */
    public enum Reason {
        /** No router, transport, producer or consumer by this id. */
        NOT_FOUND,
        /** Parameters that contradict themselves or the router's capabilities. */
        INVALID,
        /** The receiver's capabilities hold no codec of the producer. */
        CANNOT_CONSUME,
        /** A limit is reached. */
        LIMIT,
        /** The router or the server is closed. */
        CLOSED
    }

    private final Reason reason;

    public MediaException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
