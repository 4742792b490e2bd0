package foyer.signaling.room;

import foyer.signaling.protocol.InviteEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One-time ways in that nobody has used yet. */
final class Invites {
    static final int MAX_UNUSED = 20;
    static final long LIFETIME_MILLIS = 24 * 3_600_000L;

    private static final int TOKEN_BYTES = 18;

    private final RandomGenerator random;
    private final List<Invite> unused = new ArrayList<>();

    private record Invite(String token, long madeMillis, long expiresAt) {
        boolean isFresh(long nowMillis) {
            return nowMillis - madeMillis < LIFETIME_MILLIS;
        }
    }

    Invites(RandomGenerator random) {
        this.random = random;
    }

    /**
     * Makes one.
     *
     * @return its token; null when there are too many
     */
    @Nullable String create(long nowMillis, long wallMillis) {
        dropOld(nowMillis);
        if (unused.size() >= MAX_UNUSED) {
            return null;
        }
        String token = Secrets.make(random, TOKEN_BYTES);
        unused.add(new Invite(token, nowMillis, wallMillis + LIFETIME_MILLIS));
        return token;
    }

    boolean isFresh(@Nullable String token, long nowMillis) {
        Invite invite = find(token);
        return invite != null && invite.isFresh(nowMillis);
    }

    /** Ends one, used or revoked; false when there was none. */
    boolean end(@Nullable String token) {
        Invite invite = find(token);
        return invite != null && unused.remove(invite);
    }

    List<InviteEntry> list(long nowMillis) {
        dropOld(nowMillis);
        return unused.stream()
                .map(invite -> new InviteEntry(invite.token(), invite.expiresAt()))
                .toList();
    }

    /** Looks at every one, whatever it finds, so that the time it takes tells nothing. */
    private @Nullable Invite find(@Nullable String token) {
        Invite found = null;
        for (Invite invite : unused) {
            if (Secrets.same(invite.token(), token)) {
                found = invite;
            }
        }
        return found;
    }

    private void dropOld(long nowMillis) {
        unused.removeIf(invite -> !invite.isFresh(nowMillis));
    }
}
