package foyer.sfu.forward;

/** Why an allotment changed. */
public enum AllocationReason {
    /** It is new. */
    START,
    /** There has been room for more for a while. */
    ROOM,
    /** Less fits than before. */
    BANDWIDTH,
    /** Others of its class, or more important ones, had less than their share. */
    FAIRNESS
}
