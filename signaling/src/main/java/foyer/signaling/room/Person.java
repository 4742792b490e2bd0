package foyer.signaling.room;

import org.jspecify.annotations.Nullable;

/** Who a participant or a waiting guest is, and the socket it is on. */
abstract sealed class Person permits Participant, Guest {
    private final String userId;
    private final @Nullable String sessionToken;
    private final String address;
    private String name;
    private @Nullable String socketId;
    private long absentSinceMillis;

    Person(String userId, @Nullable String sessionToken, String address, String name) {
        this.userId = userId;
        this.sessionToken = sessionToken;
        this.address = address;
        this.name = name;
    }

    /** Whether the knock is the same person: by its token, or as the very socket it is on. */
    boolean isProvenBy(Knock knock) {
        return sessionToken == null
                ? knock.socketId().equals(socketId)
                : Secrets.same(sessionToken, knock.sessionToken());
    }

    boolean hasToken(String token) {
        return Secrets.same(sessionToken, token);
    }

    /** Whether there is anything to prove itself with on another socket. */
    boolean canComeBack() {
        return sessionToken != null;
    }

    /** The person is on the knock's socket from now on. */
    final void comeBack(Knock knock) {
        name = knock.name();
        socketId = knock.socketId();
    }

    final void connect(String socket) {
        socketId = socket;
    }

    void loseSocket(long nowMillis) {
        socketId = null;
        absentSinceMillis = nowMillis;
    }

    boolean isConnected() {
        return socketId != null;
    }

    String userId() {
        return userId;
    }

    @Nullable String sessionToken() {
        return sessionToken;
    }

    String address() {
        return address;
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
}
