package foyer.signaling.doctor;

import foyer.sfu.api.TransportOptions;
import foyer.signaling.media.Direction;
import foyer.signaling.media.PeerMedia;
import foyer.signaling.media.RoomMedia;
import foyer.signaling.media.RouterFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Of an engine in this process: routers are made on one loop after the other. */
final class EngineDoors implements Doors {
    private static final int PATIENCE_SECONDS = 5;

    private final RouterFactory routers;
    private final int loops;
    private final List<RoomMedia> rooms = new ArrayList<>();

    EngineDoors(RouterFactory routers, int loops) {
        this.routers = routers;
        this.loops = loops;
    }

    @Override
    public List<TransportOptions> open() throws IOException {
        List<CompletableFuture<TransportOptions>> asked = new ArrayList<>();
        for (int i = 0; i < loops; i++) {
            // What completes it says nothing further, so the engine's thread will do.
            RoomMedia room = RoomMedia.open(routers, Runnable::run, event -> {});
            rooms.add(room);
            PeerMedia peer = room.newPeer();
            asked.add(peer.createTransport(Direction.RECEIVE).toCompletableFuture());
        }
        List<TransportOptions> made = new ArrayList<>();
        try {
            for (CompletableFuture<TransportOptions> one : asked) {
                made.add(one.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            }
        } catch (ExecutionException | TimeoutException failed) {
            throw new IOException("the media loops do not answer", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
        return made;
    }

    @Override
    public void close() {
        rooms.forEach(RoomMedia::close);
        rooms.clear();
    }
}
