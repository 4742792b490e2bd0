package foyer.load.crowd;

import foyer.load.signaling.Connection;
import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A host's hand on the door: everybody who knocks is let in, several at once when they come
 * together, since hosts may ask only so often. On the loop.
 */
final class Doorkeeper {
    private static final long PAUSE_MILLIS = 100;

    private final Connection connection;
    private final String roomId;
    private final EventLoop loop;
    private boolean opening;
    private boolean knocked;

    Doorkeeper(Connection connection, String roomId, EventLoop loop) {
        this.connection = connection;
        this.roomId = roomId;
        this.loop = loop;
    }

    /** Somebody waits. */
    void knock() {
        knocked = true;
        if (!opening) {
            open();
        }
    }

    private void open() {
        opening = knocked;
        if (knocked) {
            knocked = false;
            connection.emit("admit-all", Map.of("roomId", roomId));
            var _ = loop.schedule(this::open, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
