package foyer.sfu.engine;

import foyer.sfu.api.ProducerOptions;
import foyer.sfu.api.RouterEvent;
import foyer.sfu.api.TransportState;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Which of a room's routers has what. Written on the loops of the routers, read on every thread:
 * nothing that packets pass.
 */
final class Whereabouts {
    /** A producer: its router, and what it was made with. */
    record Made(RouterMailbox router, ProducerOptions options) {}

    private final Map<String, RouterMailbox> transports = new ConcurrentHashMap<>();
    private final Map<String, Made> producers = new ConcurrentHashMap<>();
    private final Map<String, RouterMailbox> consumers = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final Spread spread;

    Whereabouts(Spread spread) {
        this.spread = spread;
    }

    /** A transport is asked for; it is there soon. */
    void transportAsked() {
        asked.incrementAndGet();
    }

    void transportMade(String transportId, RouterMailbox router) {
        asked.decrementAndGet();
        transports.put(transportId, router);
    }

    void produced(String producerId, RouterMailbox router, ProducerOptions options) {
        producers.put(producerId, new Made(router, options));
    }

    void consumed(String consumerId, RouterMailbox router) {
        consumers.put(consumerId, router);
        spread.consumers(router.loop(), 1);
    }

    /** What a router says: what has ended is forgotten. */
    void heard(RouterEvent event) {
        switch (event) {
            case RouterEvent.TransportStateChanged(String transportId, TransportState state) -> {
                if (state == TransportState.CLOSED) {
                    transports.remove(transportId);
                }
            }
            case RouterEvent.ProducerClosed closed -> producers.remove(closed.producerId());
            case RouterEvent.ConsumerClosed closed -> {
                RouterMailbox router = consumers.remove(closed.consumerId());
                if (router != null) {
                    spread.consumers(router.loop(), -1);
                }
            }
            case RouterEvent.ConsumerLayersChanged ignored -> {}
            case RouterEvent.ProducerLayersWanted ignored -> {}
            case RouterEvent.ConsumerPaused ignored -> {}
            case RouterEvent.ConsumerResumed ignored -> {}
            case RouterEvent.DominantSpeaker ignored -> {}
            case RouterEvent.AudioLevels ignored -> {}
        }
    }

    @Nullable RouterMailbox ofTransport(String transportId) {
        return transports.get(transportId);
    }

    @Nullable Made producer(String producerId) {
        return producers.get(producerId);
    }

    @Nullable RouterMailbox ofConsumer(String consumerId) {
        return consumers.get(consumerId);
    }

    int producers() {
        return producers.size();
    }

    /** Those included that were just asked for. */
    int transports() {
        return transports.size() + asked.get();
    }
}
