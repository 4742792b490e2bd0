package foyer.sfu.router;

import foyer.sfu.api.MediaKind;
import foyer.sfu.api.TransportState;
import foyer.sfu.stream.ReceiveStreamStats;
import foyer.sfu.stream.SendStreamStats;
import foyer.sfu.wire.DropReason;
import foyer.sfu.wire.Drops;
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
    /** One transport; {@code remoteAddress} is null without a path. */
    public record TransportStats(String id, TransportState state, @Nullable String remoteAddress) {}

    /** One producer. */
    public record ProducerStats(
            String id,
            String transportId,
            MediaKind kind,
            List<StreamStats> streams,
            long keyFramesWanted,
            long keyFrameRequestsSent) {}

    /** One incoming stream; {@code ssrc} is −1 until it is learnt. */
    public record StreamStats(
            long ssrc, @Nullable String rid, boolean flows, ReceiveStreamStats receive) {}

    /** One consumer; streams are counted from the smallest picture, −1 is none. */
    public record ConsumerStats(
            String id,
            String transportId,
            String producerId,
            int currentStream,
            int targetStream,
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
                path == null ? null : path.remote().toString());
    }

    private static ProducerStats producer(Producer producer, long nowNanos) {
        List<StreamStats> streams = new ArrayList<>();
        for (ProducerStream stream : producer.streams()) {
            streams.add(
                    new StreamStats(
                            stream.ssrc(),
                            stream.encoding().rid(),
                            stream.flows(nowNanos),
                            stream.receive().stats(nowNanos)));
        }
        return new ProducerStats(
                producer.id(),
                producer.peer().transport().id(),
                producer.kind(),
                streams,
                producer.keyFrames().requested(),
                producer.keyFrames().transmitted());
    }

    private static ConsumerStats consumer(Consumer consumer, long nowNanos) {
        return new ConsumerStats(
                consumer.id(),
                consumer.peer().transport().id(),
                consumer.producer().id(),
                consumer.stream().selection().current(),
                consumer.stream().selection().target(),
                consumer.stream().switches(),
                consumer.send().stats(nowNanos));
    }
}
