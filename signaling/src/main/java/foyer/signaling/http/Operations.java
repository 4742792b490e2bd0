package foyer.signaling.http;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What operators ask of the process. All of it is asked on an event loop and answers at once.
 *
 * @param metrics the figures in Prometheus's text format
 * @param hindrances why the server should not be sent anybody now, in words of letters and hyphens;
 *     empty when it is ready
 * @param debugToken shows what rooms do to who has it; null for nobody
 */
public record Operations(
        Supplier<String> metrics,
        Supplier<List<String>> hindrances,
        MetricsAccess access,
        @Nullable OperatorToken debugToken,
        BuildInfo build) {}
