package foyer.sfu.forward;

/** Why a key frame is asked for. */
public enum KeyFrameCause {
    /** A consumer is new, or its transport just connected. */
    NEW_CONSUMER,
    /** A consumer goes on after a pause. */
    RESUMED,
    /** A consumer goes over to another layer. */
    LAYER_CHANGE,
    /** A receiver asked. */
    RECEIVER,
    /** The user of the room asked. */
    COMMAND,
    /** Packets of the sender's were lost for good. */
    LOSS,
    /** Somebody on another loop, for one of these causes. */
    PIPE
}
