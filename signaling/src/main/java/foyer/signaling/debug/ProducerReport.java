package foyer.signaling.debug;

import foyer.sfu.router.RouterStats;
import foyer.sfu.stream.ReceiveStreamStats;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one participant sends.
 *
 * @param isScreen part of a shared screen
 * @param wantedSpatialLayer the highest that its sender was told to send, −1 for none
 */
public record ProducerReport(
        String id,
        String transportId,
        String kind,
        String codec,
        boolean isScreen,
        boolean paused,
        int wantedSpatialLayer,
        List<StreamReport> streams,
        KeyFrames keyFrames,
        LossByHop lossByHop) {
    /**
     * One stream as it comes to the server.
     *
     * @param ssrc null until it is learnt
     * @param flows whether it sends something now
     * @param lost before repair; below zero when packets were doubled
     * @param nacked sequence numbers that the server asked for, repeats included
     * @param repaired lost packets that came after all
     * @param missing lost packets no longer waited for
     * @param keyFrames that came
     */
    public record StreamReport(
            @Nullable String rid,
            @Nullable Long ssrc,
            boolean flows,
            long bps,
            long packets,
            long lost,
            long nacked,
            long retransmitted,
            long repaired,
            long missing,
            double jitterMs,
            long keyFrames) {
        static StreamReport of(RouterStats.StreamStats stream) {
            ReceiveStreamStats receive = stream.receive();
            return new StreamReport(
                    stream.rid(),
                    Figures.known(stream.ssrc()),
                    stream.flows(),
                    receive.bitsPerSecond(),
                    receive.packetsReceived(),
                    receive.packetsLost(),
                    receive.packetsNacked(),
                    receive.packetsRetransmitted(),
                    receive.packetsRepaired(),
                    receive.packetsGivenUp(),
                    Figures.rounded(receive.jitterMillis()),
                    stream.keyFrames());
        }
    }

    /**
     * Key frames, asked for and come.
     *
     * @param wanted how often somebody wanted one
     * @param byCause the same by who it was
     * @param requested how often that became a message to the sender: wishes are merged
     * @param arrived that came, of all streams
     * @param unasked of these, those that nobody waited for
     * @param last the last wishes, the newest first
     */
    public record KeyFrames(
            long wanted,
            Map<String, Long> byCause,
            long requested,
            long arrived,
            long unasked,
            List<Wish> last) {
        static KeyFrames of(RouterStats.ProducerStats producer, Figures figures) {
            Map<String, Long> byCause = new TreeMap<>();
            producer.keyFramesWantedBy()
                    .forEach((cause, count) -> byCause.put(Figures.word(cause), count));
            return new KeyFrames(
                    producer.keyFramesWanted(),
                    byCause,
                    producer.keyFrameRequestsSent(),
                    producer.streams().stream().mapToLong(RouterStats.StreamStats::keyFrames).sum(),
                    producer.keyFramesUnasked(),
                    producer.lastKeyFrameWishes().stream()
                            .map(wish ->
                                    new Wish(
                                            figures.ago(wish.ageMillis()),
                                            Figures.word(wish.cause()),
                                            wish.stream()))
                            .toList());
        }
    }

    /** Somebody wanted a key frame of one of the streams, counted from the smallest picture. */
    public record Wish(String at, String cause, int stream) {}

    /** Where packets are lost: on the way to the server, and on the way to each receiver. */
    public record LossByHop(Uplink toServer, List<Hop> toReceivers) {
        static LossByHop of(RouterStats.ProducerStats producer, Figures figures) {
            return new LossByHop(
                    Uplink.of(producer.streams()),
                    figures.consumersOf(producer.id()).stream()
                            .map(consumer -> Hop.of(consumer, figures))
                            .toList());
        }
    }

    /**
     * The way to the server.
     *
     * @param share lost of all that were sent, before repair, 0…1
     * @param missing lost for good
     */
    public record Uplink(long packets, long lost, double share, long repaired, long missing) {
        static Uplink of(List<RouterStats.StreamStats> streams) {
            long packets = 0;
            long lost = 0;
            long repaired = 0;
            long missing = 0;
            for (RouterStats.StreamStats stream : streams) {
                packets += stream.receive().packetsReceived();
                // Doubled packets of one stream take back nothing of another one's.
                lost += Math.max(0, stream.receive().packetsLost());
                repaired += stream.receive().packetsRepaired();
                missing += stream.receive().packetsGivenUp();
            }
            double sent = Math.max(1, packets + lost);
            return new Uplink(packets, lost, Figures.rounded(lost / sent), repaired, missing);
        }
    }

    /**
     * The way to one receiver, as that reports it, before repair.
     *
     * @param participantId null while that changes
     * @param lostLately in the receiver's last interval, 0…1
     */
    public record Hop(
            @Nullable String participantId,
            String consumerId,
            long packets,
            long lost,
            double share,
            double lostLately,
            long retransmitted) {
        static Hop of(RouterStats.ConsumerStats consumer, Figures figures) {
            long sent = consumer.send().packetsSent();
            long lost = Math.max(0, consumer.send().packetsLost());
            return new Hop(
                    figures.ownerOf(consumer.transportId()),
                    consumer.id(),
                    sent,
                    lost,
                    Figures.rounded(lost / (double) Math.max(1, sent)),
                    Figures.rounded(consumer.send().fractionLost()),
                    consumer.send().packetsRetransmitted());
        }
    }

    static ProducerReport of(RouterStats.ProducerStats producer, Figures figures) {
        return new ProducerReport(
                producer.id(),
                producer.transportId(),
                Figures.word(producer.kind()),
                producer.mimeType(),
                figures.isScreen(producer.id()),
                producer.paused(),
                producer.wantedSpatialLayer(),
                producer.streams().stream().map(StreamReport::of).toList(),
                KeyFrames.of(producer, figures),
                LossByHop.of(producer, figures));
    }
}
