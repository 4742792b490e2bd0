package foyer.signaling.doctor;

import org.jspecify.annotations.Nullable;

/**
 * What a check found.
 *
 * @param check its name, a word or two
 * @param found what is the case, as whole sentences
 * @param remedy one sentence that says what to do; null when nothing is
 */
public record Finding(String check, Severity severity, String found, @Nullable String remedy) {
    static Finding ok(String check, String found) {
        return new Finding(check, Severity.OK, found, null);
    }

    static Finding advice(String check, String found, String remedy) {
        return new Finding(check, Severity.ADVICE, found, remedy);
    }

    static Finding warning(String check, String found, String remedy) {
        return new Finding(check, Severity.WARNING, found, remedy);
    }

    /** Something that does not work. */
    public static Finding problem(String check, String found, String remedy) {
        return new Finding(check, Severity.PROBLEM, found, remedy);
    }

    /** Both, for a line of a log. */
    public String sentence() {
        return remedy == null ? found : found + " " + remedy;
    }
}
