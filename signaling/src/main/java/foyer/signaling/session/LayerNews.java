package foyer.signaling.session;

import foyer.sfu.api.LayerPreference;
import foyer.sfu.api.LayerReason;
import foyer.sfu.api.RouterEvent;
import foyer.signaling.media.PeerMedia;
import foyer.signaling.protocol.Notice;
import foyer.signaling.protocol.ProducerEntry;
import foyer.signaling.room.Room;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Tells clients what the engine decided about layers. On its room's executor. */
final class LayerNews {
    private final Room room;
    private final Outbox outbox;

    LayerNews(Room room, Outbox outbox) {
        this.room = room;
        this.outbox = outbox;
    }

    void tell(RouterEvent event, Map<String, PeerMedia> peers) {
        switch (event) {
            case RouterEvent.ConsumerLayersChanged(String consumerId, LayerPreference layers) -> {
                // Nothing for a moment is no news: either another layer follows, or the reason.
                if (layers != null) {
                    tellConsumer(consumerId, peers, id -> layers(id, layers));
                }
            }
            case RouterEvent.ConsumerPaused(String consumerId, LayerReason reason) ->
                    tellConsumer(
                            consumerId,
                            peers,
                            id -> new Notice.ConsumerLayers(id, null, null, true, word(reason)));
            case RouterEvent.ConsumerResumed(String consumerId) ->
                    tellConsumer(
                            consumerId,
                            peers,
                            id -> new Notice.ConsumerLayers(id, null, null, false, null));
            case RouterEvent.ProducerLayersWanted(String producerId, int maxSpatialLayer) -> {
                ProducerEntry producer = room.stage().producer(producerId);
                if (producer != null) {
                    send(
                            producer.userId(),
                            new Notice.ProducerLayersWanted(producerId, maxSpatialLayer));
                }
            }
            default -> throw new IllegalArgumentException("event: " + event);
        }
    }

    private static Notice layers(String producerId, LayerPreference layers) {
        return new Notice.ConsumerLayers(
                producerId, layers.spatialLayer(), layers.temporalLayer(), false, null);
    }

    private static String word(LayerReason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void tellConsumer(
            String consumerId, Map<String, PeerMedia> peers, Function<String, Notice> notice) {
        peers.forEach((userId, peer) -> {
            String producerId = peer.producerOf(consumerId);
            if (producerId != null) {
                send(userId, notice.apply(producerId));
            }
        });
    }

    private void send(String userId, Notice notice) {
        String socketId = room.socketOf(userId);
        if (socketId != null) {
            outbox.send(socketId, notice);
        }
    }
}
