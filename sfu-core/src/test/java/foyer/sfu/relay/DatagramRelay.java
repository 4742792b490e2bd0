package foyer.sfu.relay;

import foyer.sfu.scenario.LiveNetwork;
import foyer.sfu.scenario.LiveNetwork.Way;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.Map;

/**
 * Stands for one media port of the server. Each address of the browser has a socket of its own
 * towards the server, as behind a NAT.
 */
final class DatagramRelay implements Endpoint {
    private static final int LARGEST = 2_048;
    private static final int BUFFER_BYTES = 1 << 21;

    /** What one address of the browser sends and gets. */
    private final class Mapping implements Endpoint {
        final SocketAddress browser;
        DatagramChannel towardsServer;

        Mapping(SocketAddress browser) throws IOException {
            this.browser = browser;
            towardsServer = open();
        }

        private DatagramChannel open() throws IOException {
            DatagramChannel channel = DatagramChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
            channel.connect(server);
            channel.register(selector, SelectionKey.OP_READ, this);
            return channel;
        }

        void rebind() throws IOException {
            towardsServer.close();
            towardsServer = open();
        }

        @Override
        public void read() {
            for (byte[] datagram = receive(); datagram.length > 0; datagram = receive()) {
                network.send(Way.DOWN, datagram, this::toBrowser);
            }
        }

        private byte[] receive() {
            buffer.clear();
            try {
                towardsServer.read(buffer);
            } catch (IOException nobodyThere) {
                refused++;
                buffer.clear();
            }
            return taken();
        }

        private void toBrowser(byte[] datagram) {
            try {
                front.send(ByteBuffer.wrap(datagram), browser);
            } catch (IOException nobodyThere) {
                refused++;
            }
        }

        private void toServer(byte[] datagram) {
            watch.passed(datagram, network.nowNanos());
            try {
                towardsServer.write(ByteBuffer.wrap(datagram));
            } catch (IOException nobodyThere) {
                refused++;
            }
        }
    }

    private final Selector selector;
    private final LiveNetwork network;
    private final CheckWatch watch;
    private final InetSocketAddress server;
    private final DatagramChannel front = DatagramChannel.open();
    private final Map<SocketAddress, Mapping> mappings = new HashMap<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST);
    private long refused;

    DatagramRelay(
            Selector selector, LiveNetwork network, CheckWatch watch, InetSocketAddress server)
            throws IOException {
        this.selector = selector;
        this.network = network;
        this.watch = watch;
        this.server = server;
        front.configureBlocking(false);
        front.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
        front.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        front.register(selector, SelectionKey.OP_READ, this);
    }

    int port() {
        return front.socket().getLocalPort();
    }

    /** The browser's addresses look new to the server; what was sent to the old ones is lost. */
    void rebind() throws IOException {
        for (Mapping mapping : mappings.values()) {
            mapping.rebind();
        }
    }

    @Override
    public void read() throws IOException {
        buffer.clear();
        for (SocketAddress from = front.receive(buffer); from != null; ) {
            Mapping mapping = mappings.get(from);
            if (mapping == null) {
                mapping = new Mapping(from);
                mappings.put(from, mapping);
            }
            network.send(Way.UP, taken(), mapping::toServer);
            buffer.clear();
            from = front.receive(buffer);
        }
    }

    /** Datagrams that the other side's port did not want. */
    long refused() {
        return refused;
    }

    private byte[] taken() {
        byte[] datagram = new byte[buffer.flip().remaining()];
        buffer.get(datagram);
        return datagram;
    }
}
