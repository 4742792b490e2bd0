package foyer.signaling.media;

import foyer.sfu.api.RouterEvent;
import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.engine.RouterHandle;
import foyer.sfu.router.RouterStats;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/** A room's router, made in the background; what is asked before it is there waits for it. */
public final class RoomMedia {
    private final CompletionStage<RouterHandle> router;
    private final Executor room;

    private RoomMedia(CompletionStage<RouterHandle> router, Executor room) {
        this.router = router;
        this.room = room;
    }

    /**
     * Asks for a router.
     *
     * @param room everything comes back on it
     */
    public static RoomMedia open(
            RouterFactory factory, Executor room, Consumer<RouterEvent> listener) {
        CompletionStage<RouterHandle> router;
        try {
            router = factory.createRouter(event -> room.execute(() -> listener.accept(event)));
        } catch (RuntimeException failure) {
            router = CompletableFuture.failedFuture(failure);
        }
        return new RoomMedia(router, room);
    }

    public CompletionStage<RtpCapabilities> rtpCapabilities() {
        return call(r -> CompletableFuture.completedFuture(r.rtpCapabilities()));
    }

    /** The router's figures, on the room's executor. */
    public CompletionStage<RouterStats> stats() {
        return call(RouterHandle::stats);
    }

    /** A place for what one participant has on the router. */
    public PeerMedia newPeer() {
        return new PeerMedia(this);
    }

    public void close() {
        var _ = call(RouterHandle::close);
    }

    /** Asks the router; the stage completes on the room's executor. */
    <T> CompletionStage<T> call(Function<RouterHandle, CompletionStage<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        var _ =
                router.thenCompose(question)
                        .whenCompleteAsync(
                                (value, failure) -> {
                                    if (failure == null) {
                                        answer.complete(value);
                                    } else {
                                        answer.completeExceptionally(failure);
                                    }
                                },
                                room);
        return answer;
    }
}
