package foyer.sfu.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ratios that an earlier run printed: one that is more than 15 % worse now is an error. */
final class EarlierRun {
    private static final double WORSE = 0.85;

    private final String text;

    private EarlierRun(String text) {
        this.text = text;
    }

    /** What is in the file of this name. */
    static EarlierRun in(String file) throws IOException {
        return new EarlierRun(Files.readString(Path.of(file)));
    }

    /** Nothing to compare with. */
    static EarlierRun none() {
        return new EarlierRun("");
    }

    /** Says so when a ratio is worse than that of the line which begins with this; true if not. */
    boolean holds(String name, double ratio) {
        if (text.isEmpty()) {
            return true;
        }
        Matcher line =
                Pattern.compile(Pattern.quote("| " + name) + ".*\\| ([0-9.]+) times ")
                        .matcher(text);
        if (!line.find()) {
            System.out.printf("MISSING  no line of %s%n", name);
            return false;
        }
        double before = Double.parseDouble(line.group(1));
        if (ratio < WORSE * before) {
            System.out.printf(Locale.ROOT, "WORSE  %s: %.2f, was %.2f%n", name, ratio, before);
            return false;
        }
        return true;
    }
}
