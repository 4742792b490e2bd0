package foyer.signaling.debug;

import foyer.sfu.router.DownlinkStats;
import foyer.sfu.router.RouterStats;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The router's figures of one moment, found by what belongs together. */
final class Figures {
    private final Setting setting;
    private final RouterStats stats;
    private final long wallMillis;
    private final Map<String, String> owners = new HashMap<>();
    private final Map<String, RouterStats.ProducerStats> producers = new HashMap<>();
    private final Map<String, RouterStats.TransportStats> transports = new HashMap<>();

    Figures(Setting setting, RouterStats stats, long wallMillis) {
        this.setting = setting;
        this.stats = stats;
        this.wallMillis = wallMillis;
        for (Setting.Seat seat : setting.seats()) {
            seat.transports().keySet().forEach(id -> owners.put(id, seat.participantId()));
        }
        stats.producers().forEach(producer -> producers.put(producer.id(), producer));
        stats.transports().forEach(transport -> transports.put(transport.id(), transport));
    }

    RouterStats stats() {
        return stats;
    }

    /** Who has the transport; null while that changes. */
    @Nullable String ownerOf(String transportId) {
        return owners.get(transportId);
    }

    RouterStats.@Nullable ProducerStats producer(String producerId) {
        return producers.get(producerId);
    }

    /** Consumers of a transport. */
    List<RouterStats.ConsumerStats> consumersOn(String transportId) {
        return stats.consumers().stream()
                .filter(consumer -> consumer.transportId().equals(transportId))
                .toList();
    }

    /** Consumers of a producer. */
    List<RouterStats.ConsumerStats> consumersOf(String producerId) {
        return stats.consumers().stream()
                .filter(consumer -> consumer.producerId().equals(producerId))
                .toList();
    }

    @Nullable DownlinkStats downlink(String transportId) {
        RouterStats.TransportStats transport = transports.get(transportId);
        return transport == null ? null : transport.downlink();
    }

    boolean isScreen(String producerId) {
        return setting.screens().contains(producerId);
    }

    /** A moment of the engine's clock. */
    String at(long nanos) {
        return ago((stats.nanos() - nanos) / 1_000_000);
    }

    /** A moment that was so long ago. */
    String ago(long millis) {
        return Instant.ofEpochMilli(wallMillis - millis).toString();
    }

    static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Rounded, as nobody reads more digits. */
    static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }

    /** Null for a negative figure: it is not known. */
    static @Nullable Long known(long value) {
        return value < 0 ? null : (Long) value;
    }

    /** Null for a negative figure: it is not known. */
    static @Nullable Double known(double value) {
        return value < 0 ? null : (Double) rounded(value);
    }
}
