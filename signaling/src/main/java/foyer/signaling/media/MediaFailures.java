package foyer.signaling.media;

import foyer.sfu.api.MediaException;
import java.util.concurrent.CompletionException;

/** Why the engine did not do something. */
public final class MediaFailures {
    private MediaFailures() {}

    /** The engine's reason; {@code CLOSED} for a failure that is not one of its own. */
    public static MediaException.Reason reason(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof MediaException media
                ? media.reason()
                : MediaException.Reason.CLOSED;
    }

    static MediaException notFound(String what, String id) {
        return new MediaException(MediaException.Reason.NOT_FOUND, what + ": " + id);
    }

    static MediaException closed() {
        return new MediaException(MediaException.Reason.CLOSED, "the participant's media ended");
    }

    static MediaException limit(String what, int limit) {
        return new MediaException(MediaException.Reason.LIMIT, what + ": " + limit);
    }
}
