package foyer.signaling.debug;

import foyer.sfu.router.PipeStats;
import foyer.sfu.router.RouterStats;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A room and its media at one moment.
 *
 * @param at ISO 8601, as all moments here
 * @param drops datagrams and messages that went no further, by reason
 * @param pipes none where the room is on one loop
 */
public record RoomReport(
        String roomId,
        String at,
        List<ParticipantReport> participants,
        int waitingGuests,
        Map<String, Long> drops,
        List<PipeReport> pipes) {
    /**
     * What goes from one of the room's loops to another: each packet once for all who receive it
     * there.
     *
     * @param maxSpatialLayer the highest that somebody there prefers; null while nobody takes any
     * @param droppedPackets as that loop did not keep up
     */
    public record PipeReport(
            String producerId,
            int fromLoop,
            int toLoop,
            @Nullable Integer maxSpatialLayer,
            long packets,
            long droppedPackets) {
        static PipeReport of(PipeStats pipe) {
            return new PipeReport(
                    pipe.producerId(),
                    pipe.from(),
                    pipe.to(),
                    pipe.maxSpatialLayer() < 0 ? null : (Integer) pipe.maxSpatialLayer(),
                    pipe.packets(),
                    pipe.dropped());
        }
    }

    /**
     * Puts together what a router says and whose it is.
     *
     * @param wallMillis the moment of the figures, since 1970
     */
    public static RoomReport of(Setting setting, RouterStats stats, long wallMillis) {
        Figures figures = new Figures(setting, stats, wallMillis);
        Map<String, Long> drops = new TreeMap<>();
        stats.drops().forEach((reason, count) -> drops.put(Figures.word(reason), count));
        return new RoomReport(
                setting.roomId(),
                Instant.ofEpochMilli(wallMillis).toString(),
                setting.seats().stream().map(seat -> ParticipantReport.of(seat, figures)).toList(),
                setting.waitingGuests(),
                drops,
                stats.pipes().stream().map(PipeReport::of).toList());
    }
}
