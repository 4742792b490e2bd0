package foyer.signaling.protocol;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What of a participant a host can silence; {@link #toString()} is the word on the wire. */
public enum MutedKind {
    MICROPHONE,
    CAMERA,
    /** Picture and sound of a shared screen. */
    SCREEN;

    private static final MutedKind[] ALL = values();

    /** The kind by its word, null for another word. */
    public static @Nullable MutedKind named(@Nullable String word) {
        for (MutedKind kind : ALL) {
            if (kind.toString().equals(word)) {
                return kind;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
