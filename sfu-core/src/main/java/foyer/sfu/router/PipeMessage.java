package foyer.sfu.router;

import java.util.List;

/**
 * What routers of one room tell each other beside packets. A producer is named by its id towards
 * the router that has it, and by the number of its pipe towards the others. Messages and packets of
 * one router arrive in their order; what concerns a pipe or producer that is gone goes nowhere.
 */
public sealed interface PipeMessage {
    /** What is said to the router that has a producer. */
    sealed interface OfConsumers extends PipeMessage {
        String producerId();
    }

    /** What is said to a router that has consumers of a producer. */
    sealed interface OfProducer extends PipeMessage {
        int pipe();
    }

    /**
     * Somebody here consumes a producer of yours: all its layers are wanted for now.
     *
     * @param pipe the number that its packets are to bear
     */
    record Open(String producerId, int pipe) implements OfConsumers {}

    /** Nobody here consumes it any more. */
    record Close(String producerId) implements OfConsumers {}

    /**
     * Other spatial layers are the highest that are wanted here; −1 is none.
     *
     * @param maxSpatialLayer that the sender should send
     * @param preferredSpatialLayer that would be wanted if bandwidth were no matter, not lower: up
     *     to it streams cross, since nobody can go over to what is not seen
     */
    record LayersWanted(String producerId, int maxSpatialLayer, int preferredSpatialLayer)
            implements OfConsumers {}

    /** A key frame of a stream is wanted here. */
    record KeyFrameWanted(String producerId, int stream) implements OfConsumers {}

    /** The producer goes to nobody. */
    record Paused(int pipe) implements OfProducer {}

    /** It goes on. */
    record Resumed(int pipe) implements OfProducer {}

    /** The producer ended, or was gone before the pipe was open. */
    record Ended(int pipe) implements OfProducer {}

    /** What the sender said of a stream's time (RFC 3550 6.4.1). */
    record SenderTime(int pipe, int stream, long ntp, long rtpTimestamp) implements OfProducer {}

    /** What was heard here since the last time: told to the router that decides who speaks. */
    record Heard(List<Loudness> producers) implements PipeMessage {
        public Heard {
            producers = List.copyOf(producers);
        }

        /**
         * One producer.
         *
         * @param sumDbov of the levels of all packets
         */
        public record Loudness(String producerId, long sumDbov, int packets) {}
    }

    /** An audio producer of this router ended. */
    record SpeakerGone(String producerId) implements PipeMessage {}
}
