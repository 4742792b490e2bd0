package foyer.sfu.relay;

import foyer.sfu.scenario.LiveNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Stands for the server's TCP port. Connections that begin during a cut wait for its end. */
final class StreamRelay implements Endpoint {
    private final Selector selector;
    private final LiveNetwork network;
    private final InetSocketAddress server;
    private final ServerSocketChannel front = ServerSocketChannel.open();
    private final List<Stream> streams = new ArrayList<>();
    private boolean cut;

    StreamRelay(Selector selector, LiveNetwork network, InetSocketAddress server)
            throws IOException {
        this.selector = selector;
        this.network = network;
        this.server = server;
        front.configureBlocking(false);
        front.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        front.register(selector, SelectionKey.OP_ACCEPT, this);
    }

    int port() {
        return front.socket().getLocalPort();
    }

    void cut() {
        cut = true;
        streams.forEach(Stream::cut);
    }

    void heal() {
        cut = false;
        streams.removeIf(Stream::isOver);
        streams.forEach(Stream::heal);
    }

    @Override
    public void read() throws IOException {
        SocketChannel browser = front.accept();
        if (browser == null) {
            return;
        }
        Stream stream = new Stream(selector, network, browser, server);
        streams.add(stream);
        if (cut) {
            stream.cut();
        } else {
            stream.connect();
        }
    }
}
