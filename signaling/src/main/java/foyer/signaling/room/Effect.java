package foyer.signaling.room;

import foyer.signaling.protocol.Notice;

/** What a rule wants done, in this order. */
public sealed interface Effect {
    /** One socket is told. */
    record Tell(String socketId, Notice notice) implements Effect {}

    /** A waiting guest is in: it gets its media and is told. */
    record Welcome(String socketId, String userId) implements Effect {}

    /** What the participant sends and receives ends. */
    record EndMedia(String userId) implements Effect {}

    /** One producer ends. */
    record EndProducer(String userId, String producerId) implements Effect {}

    /** A producer is forwarded to nobody. */
    record Hold(String userId, String producerId) implements Effect {}

    /** A producer is forwarded again. */
    record Release(String userId, String producerId) implements Effect {}

    /** The socket was replaced by a newer one: it is told, and closed. */
    record DropSocket(String socketId) implements Effect {}

    /** The room is over: nothing after this. */
    record EndRoom() implements Effect {}
}
