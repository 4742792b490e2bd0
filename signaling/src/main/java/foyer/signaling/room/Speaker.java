package foyer.signaling.room;

import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The dominant speaker as told to the room: changes at most every 800 ms, the last one wins. */
final class Speaker {
    static final long INTERVAL_MILLIS = 800;

    private @Nullable String told;
    private @Nullable String wanted;
    private boolean everTold;
    private long toldAtMillis;

    void set(@Nullable String userId) {
        wanted = userId;
    }

    /** Whether the room is to be told {@link #userId()} now; a true answer counts as told. */
    boolean isDue(long nowMillis) {
        if (Objects.equals(told, wanted)
                || (everTold && nowMillis - toldAtMillis < INTERVAL_MILLIS)) {
            return false;
        }
        told = wanted;
        everTold = true;
        toldAtMillis = nowMillis;
        return true;
    }

    @Nullable String userId() {
        return told;
    }

    OptionalLong nextDeadlineMillis() {
        return Objects.equals(told, wanted)
                ? OptionalLong.empty()
                : OptionalLong.of(toldAtMillis + INTERVAL_MILLIS);
    }
}
