package foyer.signaling.room;

import foyer.signaling.protocol.Notice;

/** What a rule wants done, in this order. */
public sealed interface Effect {
    /** One socket is told. */
    record Tell(String socketId, Notice notice) implements Effect {}

    /** What the participant sends and receives ends. */
    record EndMedia(String userId) implements Effect {}

    /** The socket was replaced by a newer one: it is told, and closed. */
    record DropSocket(String socketId) implements Effect {}

    /** The room is over: nothing after this. */
    record EndRoom() implements Effect {}
}
