package foyer.signaling.media;

/** Which way a transport carries media, as its client sees it. */
public enum Direction {
    SEND,
    RECEIVE
}
