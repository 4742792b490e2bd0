package foyer.signaling.doctor;

import java.util.Locale;

/** How bad a finding is. */
public enum Severity {
    /** As it should be. */
    OK,
    /** It works, and could be better. */
    ADVICE,
    /** It does not work for some people, or will not for long. */
    WARNING,
    /** It does not work. */
    PROBLEM;

    /** The word people and programs read. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
