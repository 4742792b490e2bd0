package foyer.sfu.api;

/** How the loops of a media server share out ports. */
public enum RtcPorts {
    /** Each loop has the next port: what comes is at once where it belongs. */
    ONE_PER_LOOP,
    /** One port in all, as firewalls like it: loops hand over what belongs to others. */
    ONE_IN_ALL
}
