package foyer.sfu.api;

/** Audio or video; {@link #toString()} is the word on the wire. */
public enum MediaKind {
    AUDIO,
    VIDEO;

    @Override
    public String toString() {
        return this == AUDIO ? "audio" : "video";
    }
}
