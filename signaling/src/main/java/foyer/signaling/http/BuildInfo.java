package foyer.signaling.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What this process was built from; {@code unknown} for what the build did not know.
 *
 * @param commit of the sources, with {@code -dirty} where they were changed
 * @param buildTime ISO 8601
 */
public record BuildInfo(String version, String commit, String buildTime) {
    private static final String RESOURCE = "/build.properties";
    private static final String UNKNOWN = "unknown";

    /** Reads what the build left beside the classes. */
    public static BuildInfo read() {
        Properties properties = new Properties();
        try (InputStream in = BuildInfo.class.getResourceAsStream(RESOURCE)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(RESOURCE, unreadable);
        }
        return of(properties);
    }

    static BuildInfo of(Properties properties) {
        return new BuildInfo(
                known(properties, "version"),
                known(properties, "commit"),
                known(properties, "buildTime"));
    }

    private static String known(Properties properties, String key) {
        String value = properties.getProperty(key, "").strip();
        // What nobody filled in stands there as it was written.
        return value.isEmpty() || value.startsWith("$") ? UNKNOWN : value;
    }
}
