package foyer.load.signaling;

/** The server refused, did not answer in time, or is gone; the message begins with the event. */
public final class SignalingException extends Exception {
    private final String word;

    /**
     * Makes one.
     *
     * @param event what was asked for
     * @param word the protocol's error word, or what else went wrong
     */
    public SignalingException(String event, String word) {
        super(event + ": " + word);
        this.word = word;
    }

    /** Whether the server said this word. */
    public boolean is(String errorWord) {
        return word.equals(errorWord);
    }
}
