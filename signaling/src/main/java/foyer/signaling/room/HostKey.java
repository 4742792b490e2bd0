package foyer.signaling.room;

import org.jspecify.annotations.Nullable;

/** What makes its holder a host of one room. Lives with its room. */
public final class HostKey {
    private final String text;
    private final Former former;

    /** One that the process before made for this room's hosts: good here from then on. */
    private @Nullable String adopted;

    /** Knows keys that the process before made for the room. */
    @FunctionalInterface
    interface Former {
        boolean isGood(String shown, long nowMillis);
    }

    HostKey(String text, Former former) {
        this.text = text;
        this.former = former;
    }

    String text() {
        return text;
    }

    /** Whether that, as it came, makes its holder a host. */
    boolean isOpenedBy(@Nullable String shown, long nowMillis) {
        if (shown == null) {
            return false;
        }
        if (Secrets.same(text, shown) || Secrets.same(adopted, shown)) {
            return true;
        }
        boolean good = former.isGood(shown, nowMillis);
        if (good) {
            adopted = shown;
        }
        return good;
    }

    @Override
    public String toString() {
        return "HostKey[]";
    }
}
