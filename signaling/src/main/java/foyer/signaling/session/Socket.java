package foyer.signaling.session;

import org.jspecify.annotations.Nullable;

/** What the server knows of a connected socket. Its events come one after the other. */
final class Socket {
    private final String id;
    private final String address;
    private final RateLimiter limiter;

    /** The room it last asked into: where its going must be told. */
    private volatile @Nullable String roomId;

    private volatile boolean gone;

    Socket(String id, String address, Time time) {
        this.id = id;
        this.address = address;
        limiter = new RateLimiter(time);
    }

    String id() {
        return id;
    }

    /** Where its client is. */
    String address() {
        return address;
    }

    RateLimiter limiter() {
        return limiter;
    }

    @Nullable String roomId() {
        return roomId;
    }

    void asksInto(@Nullable String room) {
        roomId = room;
    }

    /** Read on the rooms' executors: a join that comes later than the going must not count. */
    boolean isGone() {
        return gone;
    }

    void go() {
        gone = true;
    }
}
