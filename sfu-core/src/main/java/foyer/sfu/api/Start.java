package foyer.sfu.api;

/** Whether a new producer or consumer flows at once. */
public enum Start {
    RUNNING,
    PAUSED
}
