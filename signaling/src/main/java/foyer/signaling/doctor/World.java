package foyer.signaling.doctor;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * What is outside of the server: the machine, the network, the time.
 *
 * @param cores that the server may use
 * @param java the version's first number
 */
record World(
        Kernel kernel,
        Ground ground,
        Resolver resolver,
        Web web,
        Knock knock,
        ProxyKnock proxyKnock,
        ServerCheck.Opening opening,
        TurnCheck.Opening turnOpening,
        BuffersCheck.Asking buffers,
        InstantSource time,
        Supplier<KernelClock> clock,
        int cores,
        int java) {
    private static final int PATIENCE_MILLIS = 3_000;

    /** A proxy waits for a server that starts anew: ours does for five seconds. */
    private static final int PAGE_MILLIS = 8_000;

    /** The real one. */
    static World real() {
        Kernel kernel = new Kernel(Path.of("/"));
        return new World(
                kernel,
                new Ground(addresses(), kernel.place()),
                host -> List.of(InetAddress.getAllByName(host)),
                new WebCall(PAGE_MILLIS, Authorities.of(null)),
                new StunKnock(PATIENCE_MILLIS),
                new TlsKnock(PATIENCE_MILLIS, Authorities.of(null)),
                World::open,
                World::openBoth,
                BuffersCheck.Granted::bySocket,
                InstantSource.system(),
                KernelClock::ask,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature());
    }

    private static void open(int port) throws IOException {
        new ServerSocket(port).close();
    }

    private static void openBoth(int port) throws IOException {
        open(port);
        new DatagramSocket(port).close();
    }

    /** None where they cannot be listed, in which case no media port could be opened either. */
    private static List<OwnAddress> addresses() {
        try {
            return OwnAddress.all();
        } catch (SocketException unlisted) {
            return List.of();
        }
    }
}
