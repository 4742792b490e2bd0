package foyer.sfu.engine;

/** The media server cannot start; the message says why and what to do. */
public final class MediaServerException extends Exception {
    public MediaServerException(String message, Throwable cause) {
        super(message, cause);
    }

    public MediaServerException(String message) {
        super(message);
    }
}
