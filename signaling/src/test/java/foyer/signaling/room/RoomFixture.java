package foyer.signaling.room;

import foyer.sfu.api.MediaKind;
import foyer.signaling.protocol.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A room of four with two places to wait; Ann on socket s-ann is host. */
final class RoomFixture {
    static final long GRACE = Limits.GRACE_MILLIS;
    static final String HERE = "192.0.2.1";

    /** Whether the server takes one more. */
    boolean vacant = true;

    final Room room = new Room(Limits.of(4, 2), () -> vacant, hostKey(), new Random(8));
    final List<Effect> effects = new ArrayList<>();
    long now;

    RoomFixture() {
        knock("ann");
        effects.clear();
    }

    static HostKey hostKey() {
        return new HostKeys(new byte[] {1, 2, 3}, 0, 1_700_000_000_000L).forRoom("room", 0);
    }

    static Knock knockOf(String userId) {
        return new Knock(
                "s-" + userId, userId, "t-" + userId, "name of " + userId, null, null, HERE);
    }

    static Knock knockOf(String userId, @Nullable String invite, @Nullable String hostKey) {
        Knock plain = knockOf(userId);
        return new Knock(
                plain.socketId(),
                userId,
                plain.sessionToken(),
                plain.name(),
                invite,
                hostKey,
                plain.address());
    }

    Entry knock(String userId) {
        return knock(knockOf(userId));
    }

    Entry knock(Knock knock) {
        return room.join(knock, now, effects::add);
    }

    /** Is in, let in by Ann. */
    void enter(String... userIds) {
        for (String userId : userIds) {
            knock(userId);
            room.door().approve("ann", userId, effects::add);
        }
        effects.clear();
    }

    void lose(String userId) {
        room.disconnect("s-" + userId, Departure.LOST, now, effects::add);
    }

    void pass(long millis) {
        now += millis;
        room.onDeadline(now, effects::add);
    }

    void publish(String producerId, String userId, MediaKind media, boolean isScreen) {
        ObjectNode appData = JsonNodeFactory.instance.objectNode().put("isScreen", isScreen);
        Member owner = new Member(userId, "name of " + userId);
        room.stage().published(producerId, owner, media, appData, effects::add);
    }

    /** What somebody was told since it was last asked for. */
    List<Notice> told(String userId) {
        List<Notice> told = new ArrayList<>();
        effects.removeIf(effect -> {
            boolean meant =
                    effect instanceof Effect.Tell(String socketId, Notice notice)
                            && socketId.equals("s-" + userId)
                            && told.add(notice);
            return meant;
        });
        return told;
    }
}
