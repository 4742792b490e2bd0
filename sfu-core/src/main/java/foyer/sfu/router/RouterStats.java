package foyer.sfu.router;

import foyer.sfu.api.LayerPreference;
import foyer.sfu.api.LayerReason;
import foyer.sfu.api.MediaKind;
import foyer.sfu.api.TransportState;
import foyer.sfu.bwe.BandwidthEstimator;
import foyer.sfu.forward.KeyFrameCause;
import foyer.sfu.forward.LayerSelection;
import foyer.sfu.forward.Rung;
import foyer.sfu.stream.ReceiveStreamStats;
import foyer.sfu.stream.SendStreamStats;
import foyer.sfu.wire.DropReason;
import foyer.sfu.wire.Drops;
import foyer.sfu.wire.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A router's figures at one moment.
 *
 * @param nanos the moment, of the clock that decisions are dated by
 * @param pipes by which producers of this router go to others of the room
 */
public record RouterStats(
        List<TransportStats> transports,
        List<ProducerStats> producers,
        List<ConsumerStats> consumers,
        Map<DropReason, Long> drops,
        long nanos,
        List<PipeStats> pipes) {
    /**
     * One transport; {@code remoteAddress} and {@code path} are null without a path.
     *
     * @param iceState in mediasoup v3's words, as {@code dtlsState}
     * @param rttMillis the last known round trip, −1 while there is none
     * @param loop the number of its router in the room: that of the loop it lives on
     */
    public record TransportStats(
            String id,
            TransportState state,
            @Nullable String remoteAddress,
            DownlinkStats downlink,
            String iceState,
            String dtlsState,
            @Nullable PathStats path,
            double rttMillis,
            int loop) {}

    /**
     * One of our sockets.
     *
     * @param protocol {@code udp} or {@code tcp}
     */
    public record SocketName(String protocol, String address, int port) {}

    /**
     * The way that packets take.
     *
     * @param local null where the socket is not known, as in a replay
     */
    public record PathStats(@Nullable SocketName local, String remoteAddress, int remotePort) {}

    /**
     * One producer.
     *
     * @param wantedSpatialLayer the highest that its sender was told to send, −1 for none
     * @param lastKeyFrameWishes the newest first
     * @param mimeType of its first codec
     * @param keyFramesWantedBy how often each cause asked
     * @param keyFramesUnasked key frames that came though nobody waited for one
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
            List<KeyFrameWish> lastKeyFrameWishes,
            String mimeType,
            boolean paused,
            Map<KeyFrameCause, Long> keyFramesWantedBy,
            long keyFramesUnasked) {}

    /** Somebody wanted a key frame of one of a producer's streams. */
    public record KeyFrameWish(KeyFrameCause cause, int stream, long ageMillis) {}

    /**
     * One incoming stream; {@code ssrc} is −1 until it is learnt.
     *
     * @param keyFrames that began
     */
    public record StreamStats(
            long ssrc,
            @Nullable String rid,
            boolean flows,
            ReceiveStreamStats receive,
            long keyFrames) {}

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

    /**
     * One consumer; streams are counted from the smallest picture, −1 is none.
     *
     * @param decisions the last 60, oldest first
     */
    public record ConsumerStats(
            String id,
            String transportId,
            String producerId,
            int currentStream,
            int targetStream,
            LayerStats layers,
            long switches,
            SendStreamStats send,
            MediaKind kind,
            List<LayerDecision> decisions) {}

    static RouterStats of(
            Collection<Peer> peers,
            int loop,
            Drops drops,
            Function<Path, @Nullable SocketName> sockets,
            long nowNanos) {
        List<TransportStats> transports = new ArrayList<>();
        List<ProducerStats> producers = new ArrayList<>();
        List<ConsumerStats> consumers = new ArrayList<>();
        List<PipeStats> pipes = new ArrayList<>();
        for (Peer peer : peers) {
            transports.add(transport(peer, loop, sockets));
            peer.producers().forEach(p -> producers.add(producer(peer, p, nowNanos)));
            peer.producers().forEach(p -> pipes.addAll(p.outlets().stats()));
            peer.consumers().forEach(c -> consumers.add(consumer(c, nowNanos)));
        }
        return new RouterStats(transports, producers, consumers, drops.snapshot(), nowNanos, pipes);
    }

    /**
     * The figures of a room's routers as of one.
     *
     * @param parts of one moment, at least one
     */
    public static RouterStats join(List<RouterStats> parts) {
        List<TransportStats> transports = new ArrayList<>();
        List<ProducerStats> producers = new ArrayList<>();
        List<ConsumerStats> consumers = new ArrayList<>();
        List<PipeStats> pipes = new ArrayList<>();
        Map<DropReason, Long> drops = new EnumMap<>(DropReason.class);
        for (RouterStats part : parts) {
            transports.addAll(part.transports);
            producers.addAll(part.producers);
            consumers.addAll(part.consumers);
            pipes.addAll(part.pipes);
            part.drops.forEach((reason, count) -> drops.merge(reason, count, Long::sum));
        }
        return new RouterStats(
                transports, producers, consumers, drops, parts.getFirst().nanos, pipes);
    }

    private static TransportStats transport(
            Peer peer, int loop, Function<Path, @Nullable SocketName> sockets) {
        Path path = peer.transport().selectedPath();
        return new TransportStats(
                peer.transport().id(),
                peer.transport().state(),
                path == null ? null : path.remote().toString(),
                DownlinkStats.of(peer.downlink()),
                peer.transport().iceState(),
                peer.transport().dtlsState(),
                path == null
                        ? null
                        : new PathStats(
                                sockets.apply(path),
                                path.remote().getAddress() == null
                                        ? path.remote().getHostString()
                                        : path.remote().getAddress().getHostAddress(),
                                path.remote().getPort()),
                rttMillis(peer),
                loop);
    }

    /** By receivers' reports, else by their feedback, else by their answers to our time. */
    private static double rttMillis(Peer peer) {
        for (Consumer consumer : peer.consumers()) {
            if (consumer.send().rtt().known()) {
                return consumer.send().rtt().nanos() / 1e6;
            }
        }
        BandwidthEstimator estimator = peer.downlink().estimator();
        if (estimator.basis() == BandwidthEstimator.Basis.FEEDBACK) {
            return estimator.rttNanos() / 1e6;
        }
        return peer.roundTripNanos() < 0 ? -1 : peer.roundTripNanos() / 1e6;
    }

    private static ProducerStats producer(Peer peer, Producer producer, long nowNanos) {
        List<StreamStats> streams = new ArrayList<>();
        for (ProducerStream stream : producer.streams()) {
            streams.add(
                    new StreamStats(
                            stream.ssrc(),
                            stream.encoding().rid(),
                            producer.flows(stream),
                            stream.receive().stats(nowNanos),
                            producer.keyFrames().arrived(stream.index())));
        }
        return new ProducerStats(
                producer.id(),
                peer.transport().id(),
                producer.kind(),
                streams,
                producer.rates().ladder(LayerPreference.HIGHEST, nowNanos),
                producer.wantedSpatialLayer(),
                producer.keyFrames().requested(),
                producer.keyFrames().transmitted(),
                wishes(producer, nowNanos),
                producer.codecs().first().mimeType(),
                producer.paused(),
                producer.keyFrames().byCause(),
                producer.keyFrames().unasked());
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
                consumer.send().stats(nowNanos),
                consumer.producer().kind(),
                consumer.decisions());
    }

    private static LayerStats layers(Consumer consumer, long nowNanos) {
        LayerSelection selection = consumer.stream().selection();
        return new LayerStats(
                selection.current(),
                consumer.currentTemporal(),
                selection.target(),
                consumer.targetTemporal(),
                selection.preference(),
                (nowNanos - consumer.changedNanos()) / 1_000_000,
                consumer.reason());
    }
}
