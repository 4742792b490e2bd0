package foyer.signaling.media;

/** The running engine as the process holds it. */
public interface MediaEngine extends AutoCloseable {
    RouterFactory routers();

    /** Ends all media and gives the ports back. */
    @Override
    void close();
}
