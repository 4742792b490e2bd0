package foyer.signaling.debug;

import foyer.sfu.router.RouterStats;
import java.util.List;

/**
 * One participant, without its name.
 *
 * @param role {@code host} or {@code participant}
 * @param connected false while its socket is lost and it may come back
 */
public record ParticipantReport(
        String id,
        String role,
        boolean connected,
        List<TransportReport> transports,
        List<ProducerReport> producers,
        List<ConsumerReport> consumers) {
    static ParticipantReport of(Setting.Seat seat, Figures figures) {
        RouterStats stats = figures.stats();
        return new ParticipantReport(
                seat.participantId(),
                seat.host() ? "host" : "participant",
                seat.connected(),
                stats.transports().stream()
                        .filter(transport -> seat.transports().containsKey(transport.id()))
                        .map(transport -> TransportReport.of(seat, transport, figures))
                        .toList(),
                stats.producers().stream()
                        .filter(producer -> seat.transports().containsKey(producer.transportId()))
                        .map(producer -> ProducerReport.of(producer, figures))
                        .toList(),
                stats.consumers().stream()
                        .filter(consumer -> seat.transports().containsKey(consumer.transportId()))
                        .map(consumer -> ConsumerReport.of(consumer, figures))
                        .toList());
    }
}
