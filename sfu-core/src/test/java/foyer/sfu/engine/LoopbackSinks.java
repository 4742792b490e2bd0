package foyer.sfu.engine;

import foyer.sfu.wire.Path;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;

/** Sockets on loopback that receive what a benchmark sends, and are emptied between its turns. */
final class LoopbackSinks {
    private final List<DatagramChannel> sinks = new ArrayList<>();
    private final List<Path> paths = new ArrayList<>();
    private final ByteBuffer sink = ByteBuffer.allocateDirect(2048);

    LoopbackSinks(int receivers) throws IOException {
        for (int i = 0; i < receivers; i++) {
            DatagramChannel channel = DatagramChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 20);
            channel.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            channel.configureBlocking(false);
            sinks.add(channel);
            paths.add(new Path(0, (InetSocketAddress) channel.getLocalAddress()));
        }
    }

    /** Where they are reached. */
    List<Path> paths() {
        return paths;
    }

    /** How many datagrams had come. */
    long drain() throws IOException {
        long came = 0;
        for (DatagramChannel channel : sinks) {
            sink.clear();
            while (channel.receive(sink) != null) {
                came++;
                sink.clear();
            }
        }
        return came;
    }
}
