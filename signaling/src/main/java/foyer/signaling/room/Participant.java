package foyer.signaling.room;

import foyer.signaling.protocol.ParticipantEntry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** One slot of the room. */
final class Participant {
    private final String userId;
    private final @Nullable String sessionToken;
    private String name;
    private @Nullable String socketId;
    private boolean muted;
    private boolean handRaised;
    private long absentSinceMillis;

    Participant(Knock knock) {
        userId = knock.userId();
        sessionToken = knock.sessionToken();
        name = knock.name();
        socketId = knock.socketId();
    }

    /** Whether the knock is the same participant: by its token, or as the very socket it is on. */
    boolean isProvenBy(Knock knock) {
        if (sessionToken == null || knock.sessionToken() == null) {
            return sessionToken == null && knock.socketId().equals(socketId);
        }
        return hasToken(knock.sessionToken());
    }

    boolean hasToken(String token) {
        return sessionToken != null
                && MessageDigest.isEqual(
                        sessionToken.getBytes(StandardCharsets.UTF_8),
                        token.getBytes(StandardCharsets.UTF_8));
    }

    void comeBack(Knock knock) {
        name = knock.name();
        socketId = knock.socketId();
    }

    void loseSocket(long nowMillis) {
        socketId = null;
        absentSinceMillis = nowMillis;
    }

    boolean isConnected() {
        return socketId != null;
    }

    void mute(boolean state) {
        muted = state;
    }

    void raiseHand(boolean state) {
        handRaised = state;
    }

    String userId() {
        return userId;
    }

    String name() {
        return name;
    }

    @Nullable String socketId() {
        return socketId;
    }

    long absentSinceMillis() {
        return absentSinceMillis;
    }

    ParticipantEntry entry() {
        return new ParticipantEntry(userId, name, muted, handRaised);
    }
}
