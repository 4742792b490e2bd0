package foyer.sfu.relay;

import foyer.sfu.scenario.LiveNetwork;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a TCP connection. While cut it takes what its end sends, and brings none of it.
 */
final class Pipe implements Endpoint {
    private static final int HELD_BYTES = 1 << 18;

    private final LiveNetwork network;
    private final SocketChannel from;
    private final SocketChannel to;
    private final Runnable onEnd;
    private final ByteBuffer held = ByteBuffer.allocate(HELD_BYTES);
    private @Nullable SelectionKey key;
    private boolean cut;
    private boolean ended;
    private boolean waiting;
    private long waitingSinceNanos;

    Pipe(LiveNetwork network, SocketChannel from, SocketChannel to, Runnable onEnd) {
        this.network = network;
        this.from = from;
        this.to = to;
        this.onEnd = onEnd;
    }

    void begin(Selector selector) throws IOException {
        from.configureBlocking(false);
        from.socket().setTcpNoDelay(true);
        key = from.register(selector, SelectionKey.OP_READ, this);
    }

    SocketChannel to() {
        return to;
    }

    void cut() {
        cut = true;
    }

    void heal() {
        cut = false;
        if (waiting) {
            network.after(
                    Backoff.forData(waitingSinceNanos, network.nowNanos()),
                    () -> {
                        if (!cut) {
                            waiting = false;
                            bring();
                        }
                    });
        }
    }

    @Override
    public void read() {
        try {
            ended |= from.read(held) < 0;
        } catch (IOException reset) {
            ended = true;
        }
        if (cut && !waiting) {
            waiting = true;
            waitingSinceNanos = network.nowNanos();
        }
        if (!waiting) {
            bring();
        }
        listen(!ended && held.hasRemaining());
    }

    private void listen(boolean on) {
        SelectionKey registered = key;
        if (registered != null && registered.isValid()) {
            registered.interestOps(on ? SelectionKey.OP_READ : 0);
        }
    }

    private void bring() {
        try {
            held.flip();
            while (held.hasRemaining()) {
                // Both ends are on this machine and read what they get.
                if (to.write(held) == 0) {
                    Thread.onSpinWait();
                }
            }
            held.clear();
        } catch (IOException reset) {
            ended = true;
        }
        if (ended) {
            onEnd.run();
        } else {
            listen(true);
        }
    }
}
