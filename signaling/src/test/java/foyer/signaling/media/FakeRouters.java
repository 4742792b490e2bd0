package foyer.signaling.media;

import foyer.sfu.api.RouterEvent;
import foyer.sfu.engine.RouterHandle;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Routers without media. */
public final class FakeRouters implements RouterFactory {
    private final List<FakeRouter> made = new CopyOnWriteArrayList<>();
    private volatile @Nullable RuntimeException failure;
    private volatile @Nullable CompletableFuture<Void> gate;

    @Override
    public CompletionStage<RouterHandle> createRouter(Consumer<RouterEvent> listener) {
        RuntimeException refused = failure;
        if (refused != null) {
            return CompletableFuture.failedFuture(refused);
        }
        FakeRouter router = new FakeRouter("router-" + made.size(), listener);
        made.add(router);
        CompletableFuture<Void> waits = gate;
        return waits == null
                ? CompletableFuture.completedFuture(router)
                : waits.thenApply(done -> router);
    }

    /** Routers from now on are not made. */
    public void fail(RuntimeException reason) {
        failure = reason;
    }

    /** Routers are made again. */
    public void heal() {
        failure = null;
    }

    /** Routers from now on are ready when the given future is. */
    public CompletableFuture<Void> hold() {
        CompletableFuture<Void> held = new CompletableFuture<>();
        gate = held;
        return held;
    }

    public FakeRouter latest() {
        return made.getLast();
    }

    public List<FakeRouter> all() {
        return List.copyOf(made);
    }
}
