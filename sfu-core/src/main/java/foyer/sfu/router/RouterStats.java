package foyer.sfu.router;

import foyer.sfu.api.LayerPreference;
import foyer.sfu.api.LayerReason;
import foyer.sfu.api.MediaKind;
import foyer.sfu.api.TransportState;
import foyer.sfu.forward.KeyFrameCause;
import foyer.sfu.forward.LayerSelection;
import foyer.sfu.forward.Rung;
import foyer.sfu.stream.ReceiveStreamStats;
import foyer.sfu.stream.SendStreamStats;
import foyer.sfu.wire.DropReason;
import foyer.sfu.wire.Drops;
import foyer.sfu.wire.TransportProtocol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A router's figures at one moment. */
public record RouterStats(
        List<TransportStats> transports,
        List<ProducerStats> producers,
        List<ConsumerStats> consumers,
        Map<DropReason, Long> drops) {
    /** One transport; {@code remoteAddress} and {@code protocol} are null without a path. */
    public record TransportStats(
            String id,
            TransportState state,
            @Nullable String remoteAddress,
            @Nullable TransportProtocol protocol,
            DownlinkStats downlink) {}

    /**
     * One producer.
     *
     * @param wantedSpatialLayer the highest that its sender was told to send, −1 for none
     * @param lastKeyFrameWishes the newest first
     */
    public record ProducerStats(
            String id,
            String transportId,
            MediaKind kind,
            List<StreamStats> streams,
            List<Rung> layers,
            int wantedSpatialLayer,
            long keyFramesWanted,
            long keyFrameRequestsSent,
            List<KeyFrameWish> lastKeyFrameWishes) {}

    /** Somebody wanted a key frame of one of a producer's streams. */
    public record KeyFrameWish(KeyFrameCause cause, int stream, long ageMillis) {}

    /** One incoming stream; {@code ssrc} is −1 until it is learnt. */
    public record StreamStats(
            long ssrc, @Nullable String rid, boolean flows, ReceiveStreamStats receive) {}

    /**
     * Which layers a consumer is sent, and why; −1 is none.
     *
     * @param preferred the ceiling its user set
     * @param sinceMillis how long the current layers have been forwarded
     */
    public record LayerStats(
            int currentSpatial,
            int currentTemporal,
            int targetSpatial,
            int targetTemporal,
            LayerPreference preferred,
            long sinceMillis,
            LayerReason reason) {}

    /** One consumer; streams are counted from the smallest picture, −1 is none. */
    public record ConsumerStats(
            String id,
            String transportId,
            String producerId,
            int currentStream,
            int targetStream,
            LayerStats layers,
            long switches,
            SendStreamStats send) {}

    static RouterStats of(Collection<Peer> peers, Drops drops, long nowNanos) {
        List<TransportStats> transports = new ArrayList<>();
        List<ProducerStats> producers = new ArrayList<>();
        List<ConsumerStats> consumers = new ArrayList<>();
        for (Peer peer : peers) {
            transports.add(transport(peer));
            peer.producers().forEach(p -> producers.add(producer(p, nowNanos)));
            peer.consumers().forEach(c -> consumers.add(consumer(c, nowNanos)));
        }
        return new RouterStats(transports, producers, consumers, drops.snapshot());
    }

    private static TransportStats transport(Peer peer) {
        var path = peer.transport().selectedPath();
        return new TransportStats(
                peer.transport().id(),
                peer.transport().state(),
                path == null ? null : path.remote().toString(),
                path == null ? null : path.protocol(),
                DownlinkStats.of(peer.downlink()));
    }

    private static ProducerStats producer(Producer producer, long nowNanos) {
        List<StreamStats> streams = new ArrayList<>();
        for (ProducerStream stream : producer.streams()) {
            streams.add(
                    new StreamStats(
                            stream.ssrc(),
                            stream.encoding().rid(),
                            producer.flows(stream),
                            stream.receive().stats(nowNanos)));
        }
        return new ProducerStats(
                producer.id(),
                producer.peer().transport().id(),
                producer.kind(),
                streams,
                producer.rates().ladder(LayerPreference.HIGHEST, nowNanos),
                producer.wantedSpatialLayer(),
                producer.keyFrames().requested(),
                producer.keyFrames().transmitted(),
                wishes(producer, nowNanos));
    }

    private static List<KeyFrameWish> wishes(Producer producer, long nowNanos) {
        return producer.keyFrames().last().stream()
                .map(wish ->
                        new KeyFrameWish(
                                wish.cause(),
                                wish.stream(),
                                (nowNanos - wish.atNanos()) / 1_000_000))
                .toList();
    }

    private static ConsumerStats consumer(Consumer consumer, long nowNanos) {
        return new ConsumerStats(
                consumer.id(),
                consumer.peer().transport().id(),
                consumer.producer().id(),
                consumer.stream().selection().current(),
                consumer.stream().selection().target(),
                layers(consumer, nowNanos),
                consumer.stream().switches(),
                consumer.send().stats(nowNanos));
    }

    private static LayerStats layers(Consumer consumer, long nowNanos) {
        LayerSelection selection = consumer.stream().selection();
        int target = selection.target();
        int top = target < 0 ? -1 : consumer.producer().rates().topTemporal(target);
        return new LayerStats(
                selection.current(),
                selection.current() < 0 ? -1 : consumer.stream().temporalLayer(),
                target,
                Math.min(top, selection.targetTemporal()),
                selection.preference(),
                (nowNanos - consumer.changedNanos()) / 1_000_000,
                consumer.reason());
    }
}
