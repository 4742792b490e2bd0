package foyer.sfu.api;

/** Why a consumer is sent the layers it is sent. */
public enum LayerReason {
    /** Nothing limits it: all there is. */
    HIGHEST,
    /** Its user wants no more. */
    PREFERRED,
    /** More is wanted, but its sender does not send it now. */
    NOT_SENT,
    /** More does not fit in its bandwidth. */
    BANDWIDTH,
    /** Others were chosen, and come with their next key frame. */
    WAITING_FOR_KEY_FRAME,
    /** Its user has paused it. */
    PAUSED,
    /** Its sender has paused. */
    PRODUCER_PAUSED,
    /** Its sender has not sent anything yet. */
    NOTHING_SENT
}
