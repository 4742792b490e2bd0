package foyer.signaling.media;

import foyer.sfu.api.RouterEvent;
import foyer.sfu.engine.RouterHandle;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Makes routers, one a room. Safe on every thread. */
@FunctionalInterface
public interface RouterFactory {
    /**
     * Makes a router.
     *
     * @param listener hears its events on the engine's threads, several where the room is large,
     *     and hands over at once
     */
    CompletionStage<RouterHandle> createRouter(Consumer<RouterEvent> listener);

    /** Makes them on one loop instead of on all in turn; loops are counted from 0. */
    default RouterFactory on(int loop) {
        return this;
    }
}
