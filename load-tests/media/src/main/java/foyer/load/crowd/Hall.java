package foyer.load.crowd;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A room as the crowd sees it: its host opens it, the others wait for that. */
final class Hall {
    private final String roomId;
    private final CompletableFuture<Boolean> open = new CompletableFuture<>();
    private final List<Person> people = new ArrayList<>();

    Hall(String roomId) {
        this.roomId = roomId;
    }

    String roomId() {
        return roomId;
    }

    /** Done when the host is in, or failed. */
    CompletableFuture<Boolean> open() {
        return open;
    }

    /** Everybody planned for it; the crowd's own thread only. */
    List<Person> people() {
        return people;
    }
}
