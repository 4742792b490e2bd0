package foyer.signaling.debug;

import foyer.sfu.router.RouterStats;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A room and its media at one moment.
 *
 * @param at ISO 8601, as all moments here
 * @param drops datagrams and messages that went no further, by reason
 */
public record RoomReport(
        String roomId,
        String at,
        List<ParticipantReport> participants,
        int waitingGuests,
        Map<String, Long> drops) {
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
                drops);
    }
}
