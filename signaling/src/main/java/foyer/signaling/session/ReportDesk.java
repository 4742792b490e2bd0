package foyer.signaling.session;

import foyer.sfu.router.RouterStats;
import foyer.signaling.debug.RoomReport;
import foyer.signaling.debug.Setting;
import foyer.signaling.media.PeerMedia;
import foyer.signaling.media.RoomMedia;
import foyer.signaling.protocol.ProducerEntry;
import foyer.signaling.room.Room;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Tells operators what a room does. Only asks: neither the room nor its media waits for the answer,
 * and what is made of it is made elsewhere. On its room's executor.
 */
final class ReportDesk {
    private final String roomId;
    private final Room room;
    private final RoomMedia media;
    private final Meetings.Setup setup;

    ReportDesk(String roomId, Room room, RoomMedia media, Meetings.Setup setup) {
        this.roomId = roomId;
        this.room = room;
        this.media = media;
        this.setup = setup;
    }

    CompletionStage<RoomReport> report(Map<String, PeerMedia> peers) {
        return media.stats()
                .thenApply(stats -> new Moment(setting(peers), stats, setup.time().wallMillis()))
                .thenApplyAsync(Moment::report, setup.pool());
    }

    /** What belongs together of one moment. */
    private record Moment(Setting setting, RouterStats stats, long wallMillis) {
        RoomReport report() {
            return RoomReport.of(setting, stats, wallMillis);
        }
    }

    private Setting setting(Map<String, PeerMedia> peers) {
        List<Setting.Seat> seats =
                peers.entrySet().stream()
                        .map(seat ->
                                new Setting.Seat(
                                        seat.getKey(),
                                        room.isHost(seat.getKey()),
                                        room.socketOf(seat.getKey()) != null,
                                        seat.getValue().transports()))
                        .sorted(Comparator.comparing(Setting.Seat::participantId))
                        .toList();
        return new Setting(
                roomId,
                seats,
                room.door().size(),
                room.stage().producers().stream()
                        .map(ProducerEntry::producerId)
                        .filter(room.stage()::isScreen)
                        .collect(Collectors.toSet()));
    }
}
