package foyer.signaling.session;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the server knows of a connected socket. Its events come one after the other. */
final class Socket {
    private final String id;
    private final String address;
    private final RateLimiter limiter;
    private final Set<SecretTries.Try> tries = ConcurrentHashMap.newKeySet();

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

    /** Its going fails the try, as nobody will know how it went. */
    void tries(SecretTries.Try attempt) {
        tries.add(attempt);
        attempt.begin();
        if (gone) {
            forget(attempt);
        }
    }

    void tried(SecretTries.Try attempt) {
        tries.remove(attempt);
    }

    private void forget(SecretTries.Try attempt) {
        var _ = attempt.failed();
        tries.remove(attempt);
    }

    void go() {
        gone = true;
        tries.forEach(this::forget);
    }
}
