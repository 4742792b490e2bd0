package foyer.load.measure;

/** What is counted, always upward. */
public enum Count {
    /** People whose media were connected. */
    JOINED,
    /** People who could not join, or lost their place. */
    FAILED,
    /** People who left as planned. */
    LEFT,
    /** Media and repair packets that viewers received. */
    PACKETS_IN,
    BYTES_IN,
    /** Media and repair packets that publishers sent. */
    PACKETS_OUT,
    BYTES_OUT,
    /** Packets of received streams that were missing, before repair. */
    MISSING,
    /** Those of them that came after a request. */
    REPAIRED,
    DUPLICATES,
    /** Packets that were not authentic, not RTP, or of no stream of ours. */
    UNREADABLE,
    /** Sequence numbers that viewers asked for again. */
    NACKED,
    /** Key frames that viewers asked for. */
    PICTURES_ASKED,
    /** Key frames that publishers sent when asked. */
    KEY_FRAMES,
    /** Packets that publishers sent again. */
    RESENT,
    FRAMES,
    /** Frames sent more than 5 ms after they were due. */
    FRAMES_LATE,
    /** Frames not sent at all as the generator was too far behind. */
    FRAMES_SKIPPED,
    /** Times the server told a viewer that not even the lowest layer fits. */
    PAUSED_FOR_BANDWIDTH
}
