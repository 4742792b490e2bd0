package foyer.sfu.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a router tells its user. Delivered on the router's loop: hand over at once, never block. */
public sealed interface RouterEvent {
    /** The peer's path or its DTLS association changed. */
    record TransportStateChanged(String transportId, TransportState state) implements RouterEvent {}

    /** A producer ended, asked for or with its transport; its consumers have their own events. */
    record ProducerClosed(String transportId, String producerId) implements RouterEvent {}

    /** A consumer ended with its producer or its transport. */
    record ConsumerClosed(String transportId, String consumerId, String producerId)
            implements RouterEvent {}

    /** The layers forwarded to a consumer changed; null while nothing is forwarded. */
    record ConsumerLayersChanged(String consumerId, @Nullable LayerPreference layers)
            implements RouterEvent {}

    /**
     * The highest spatial layer that anybody receives of a video producer changed: its sender need
     * not send more.
     *
     * @param maxSpatialLayer −1 when nobody receives anything
     */
    record ProducerLayersWanted(String producerId, int maxSpatialLayer) implements RouterEvent {}

    /**
     * The router sends a consumer nothing though it could: its user is shown why.
     *
     * @param reason {@link LayerReason#BANDWIDTH}: even the lowest layer does not fit
     */
    record ConsumerPaused(String consumerId, LayerReason reason) implements RouterEvent {}

    /** What held the consumer back is over; a picture follows. */
    record ConsumerResumed(String consumerId) implements RouterEvent {}

    /** Another producer is the active speaker; null when nobody speaks. */
    record DominantSpeaker(@Nullable String producerId) implements RouterEvent {}

    /** The loudest producers of the last interval, loudest first; empty when all are silent. */
    record AudioLevels(List<Level> levels) implements RouterEvent {
        public AudioLevels {
            levels = List.copyOf(levels);
        }

        /**
         * One producer's mean level.
         *
         * @param dbov −127 (silence) to 0
         */
        public record Level(String producerId, int dbov) {}
    }
}
