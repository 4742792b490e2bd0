package foyer.sfu.router;

import foyer.sfu.api.RouterEvent;
import foyer.sfu.transport.TransportOutput;
import foyer.sfu.wire.PacketBuffer;

/** The exits of a router, passed per call. */
public interface RouterOutput extends TransportOutput {
    /** Tells the router's user. */
    void event(RouterEvent event);

    /**
     * Sends a producer's clear packet to another router of the room. Without others, as it is here,
     * nobody can have asked for it.
     *
     * @param pipe what that router calls the producer
     * @param stream the packet's among the producer's
     * @param extendedSequence its sequence number there, extended
     * @param as what it is to those before it
     * @return false when there is no room for it on the way
     */
    default boolean transmitPiped(
            int router,
            int pipe,
            int stream,
            long extendedSequence,
            PipedAs as,
            PacketBuffer packet) {
        throw new IllegalStateException("router: " + router);
    }

    /** Tells another router of the room, behind all packets sent to it before. */
    default void tell(int router, PipeMessage message) {
        throw new IllegalStateException("router: " + router);
    }
}
