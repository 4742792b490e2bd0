package foyer.signaling.app;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the server listens.
 *
 * @param pages the address of pages and signaling, null for all
 * @param media the machine's addresses that media goes through, empty for all
 */
public record Listening(@Nullable String pages, int port, List<String> media) {
    public Listening {
        media = List.copyOf(media);
    }
}
