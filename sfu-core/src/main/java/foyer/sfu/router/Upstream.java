package foyer.sfu.router;

/**
 * Where a producer's packets come from, and who hears what is wanted of them: a transport of this
 * router, or the router of the room that has the transport.
 */
sealed interface Upstream permits Peer, PipeInlet {
    /** Asks for packets that are missing. */
    void transmitNack(long mediaSsrc, int[] missing, int count, RouterOutput out);

    /** Asks for key frames of the streams that {@link Producer#keyFrames} wants. */
    void transmitKeyFrameRequest(Producer producer, RouterOutput out);

    /** Tells the highest spatial layer that anybody wants. */
    void layersWanted(Producer producer, LayerWishes wishes, RouterOutput out);

    /** A consumer of the producer is gone. */
    void consumerGone(Producer producer, RouterOutput out);

    /** Forgets the producer, which has ended. */
    void ended(Producer producer, RouterOutput out);
}
