package foyer.signaling.debug;

import foyer.sfu.api.LayerPreference;
import foyer.sfu.forward.Rung;
import foyer.sfu.router.LayerDecision;
import foyer.sfu.router.RouterStats;
import foyer.sfu.stream.SendStreamStats;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one participant is sent of one producer, and why.
 *
 * @param of the participant that sends it; null while that changes
 * @param wanted the ceiling its user set; a part that is missing has no ceiling
 * @param chosen what it is to be sent; null for nothing
 * @param sent what it is sent; null for nothing
 * @param possible the best that its sender sends now; null for nothing
 * @param ladder all that its sender sends now, in ascending quality
 * @param since since when it has been sent this
 * @param reason why this and no more, in one word
 * @param whyNotHigher the same as a sentence; null when there is nothing higher
 * @param switches changes of the spatial layer so far
 * @param decisions the last 60, the oldest first
 */
public record ConsumerReport(
        String id,
        String transportId,
        String producerId,
        @Nullable String of,
        String kind,
        Wanted wanted,
        @Nullable Layer chosen,
        @Nullable Layer sent,
        @Nullable Layer possible,
        List<Layer> ladder,
        String since,
        long sinceMs,
        String reason,
        @Nullable String whyNotHigher,
        long switches,
        Delivery delivery,
        List<Decision> decisions) {
    /** A ceiling; a part that is null has none. */
    public record Wanted(@Nullable Integer spatial, @Nullable Integer temporal) {
        static Wanted of(LayerPreference preference) {
            return new Wanted(
                    ceiling(preference.spatialLayer()), ceiling(preference.temporalLayer()));
        }

        private static @Nullable Integer ceiling(int layer) {
            return layer == Integer.MAX_VALUE ? null : (Integer) layer;
        }
    }

    /**
     * Packets to the receiver.
     *
     * @param lost since the beginning, as the receiver says
     * @param lostLately in the receiver's last interval, 0…1
     */
    public record Delivery(
            long bps,
            long packets,
            long retransmitted,
            long lost,
            double lostLately,
            double jitterMs) {
        static Delivery of(SendStreamStats send) {
            return new Delivery(
                    send.bitsPerSecond(),
                    send.packetsSent(),
                    send.packetsRetransmitted(),
                    send.packetsLost(),
                    Figures.rounded(send.fractionLost()),
                    Figures.rounded(send.jitterMillis()));
        }
    }

    /**
     * From this moment on something was different.
     *
     * @param chosen what was to be sent
     * @param sent what was sent from then on
     * @param reason why no more was to be sent
     * @param bandwidth why the consumer's part of the bandwidth changed at this moment; null when
     *     it did not
     * @param budgetBps of all videos of the transport; null where none was divided
     */
    public record Decision(
            String at,
            @Nullable Layer chosen,
            @Nullable Layer sent,
            String reason,
            @Nullable String bandwidth,
            long estimateBps,
            @Nullable Long budgetBps) {
        static Decision of(LayerDecision decision, Figures figures) {
            var allocation = decision.allocation();
            return new Decision(
                    figures.at(decision.nanos()),
                    Layer.of(decision.targetSpatial(), decision.targetTemporal()),
                    Layer.of(decision.currentSpatial(), decision.currentTemporal()),
                    Figures.word(decision.reason()),
                    allocation == null ? null : Figures.word(allocation),
                    decision.estimateBps(),
                    Figures.known(decision.budgetBps()));
        }
    }

    static ConsumerReport of(RouterStats.ConsumerStats consumer, Figures figures) {
        RouterStats.ProducerStats producer = figures.producer(consumer.producerId());
        List<Layer> ladder = producer == null ? List.of() : ladder(producer.layers());
        RouterStats.LayerStats layers = consumer.layers();
        return new ConsumerReport(
                consumer.id(),
                consumer.transportId(),
                consumer.producerId(),
                producer == null ? null : figures.ownerOf(producer.transportId()),
                Figures.word(consumer.kind()),
                Wanted.of(layers.preferred()),
                Layer.of(layers.targetSpatial(), layers.targetTemporal()),
                Layer.of(layers.currentSpatial(), layers.currentTemporal()),
                ladder.isEmpty() ? null : ladder.getLast(),
                ladder,
                figures.ago(layers.sinceMillis()),
                layers.sinceMillis(),
                Figures.word(layers.reason()),
                WhyNotHigher.sentence(layers, ladder, figures.downlink(consumer.transportId())),
                consumer.switches(),
                Delivery.of(consumer.send()),
                consumer.decisions().stream().map(d -> Decision.of(d, figures)).toList());
    }

    private static List<Layer> ladder(List<Rung> rungs) {
        return rungs.stream()
                .map(r -> new Layer(r.spatialLayer(), r.temporalLayer(), r.bitrateBps()))
                .toList();
    }
}
