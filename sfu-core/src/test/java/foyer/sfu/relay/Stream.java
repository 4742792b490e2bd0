package foyer.sfu.relay;

import foyer.sfu.scenario.LiveNetwork;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One TCP connection of the browser, and the one that continues it to the server. */
final class Stream {
    private final Selector selector;
    private final LiveNetwork network;
    private final SocketChannel browser;
    private final InetSocketAddress server;
    private final long beganNanos;
    private @Nullable Pipe up;
    private @Nullable Pipe down;
    private boolean cut;
    private boolean over;

    Stream(
            Selector selector,
            LiveNetwork network,
            SocketChannel browser,
            InetSocketAddress server) {
        this.selector = selector;
        this.network = network;
        this.browser = browser;
        this.server = server;
        beganNanos = network.nowNanos();
    }

    /** The server is on this machine: it is connected at once or not at all. */
    void connect() {
        try {
            SocketChannel far = SocketChannel.open(server);
            Pipe towardsServer = new Pipe(network, browser, far, this::close);
            Pipe towardsBrowser = new Pipe(network, far, browser, this::close);
            up = towardsServer;
            down = towardsBrowser;
            towardsServer.begin(selector);
            towardsBrowser.begin(selector);
        } catch (IOException refused) {
            close();
        }
    }

    boolean isOver() {
        return over;
    }

    void cut() {
        cut = true;
        forPipes(Pipe::cut);
    }

    void heal() {
        cut = false;
        if (up == null) {
            network.after(Backoff.forConnecting(beganNanos, network.nowNanos()), this::connectLate);
        } else {
            forPipes(Pipe::heal);
        }
    }

    private void connectLate() {
        if (!cut && !over) {
            connect();
        }
    }

    private void forPipes(Consumer<Pipe> action) {
        Pipe one = up;
        Pipe other = down;
        if (one != null && other != null) {
            action.accept(one);
            action.accept(other);
        }
    }

    private void close() {
        over = true;
        Pipe towardsServer = up;
        try {
            browser.close();
            if (towardsServer != null) {
                towardsServer.to().close();
            }
        } catch (IOException _) {
            // it is closed all the same
        }
    }
}
