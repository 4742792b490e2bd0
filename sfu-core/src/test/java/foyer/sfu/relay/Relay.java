package foyer.sfu.relay;

import foyer.sfu.scenario.LiveNetwork;
import foyer.sfu.scenario.LiveNetwork.Figures;
import foyer.sfu.scenario.LiveNetwork.Way;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * All that passes between one person and the server; everything happens on the thread of one loop.
 */
final class Relay {
    private final Selector selector = Selector.open();
    private final LiveNetwork network;
    private final PrintStream out;
    private final CheckWatch watch;
    private final List<DatagramRelay> mediaPorts = new ArrayList<>();
    private final StreamRelay signaling;

    /**
     * @param mediaPorts UDP ports of the server, which is on this machine
     * @param signalingPort its TCP port
     */
    Relay(long seed, int signalingPort, List<Integer> mediaPorts, PrintStream out)
            throws IOException {
        this.out = out;
        network = new LiveNetwork(seed, System.nanoTime());
        watch = new CheckWatch(took -> out.println("checked " + millis(took)));
        signaling = new StreamRelay(selector, network, here(signalingPort));
        for (int port : mediaPorts) {
            this.mediaPorts.add(new DatagramRelay(selector, network, watch, here(port)));
        }
    }

    private static InetSocketAddress here(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    int signalingPort() {
        return signaling.port();
    }

    List<Integer> mediaPorts() {
        return mediaPorts.stream().map(DatagramRelay::port).toList();
    }

    /** From another thread: there is a command to take. */
    void wake() {
        selector.wakeup();
    }

    /** Waits until something comes or is due, and does it. */
    void turn() throws IOException {
        network.advance(System.nanoTime());
        long wait = network.nextNanos() - network.nowNanos();
        // Rounded up: a turn that comes too early would have nothing to do.
        selector.select(Math.clamp(TimeUnit.NANOSECONDS.toMillis(wait) + 1, 1, 1_000));
        network.advance(System.nanoTime());
        for (SelectionKey key : selector.selectedKeys()) {
            if (key.isValid() && key.attachment() instanceof Endpoint endpoint) {
                endpoint.read();
            }
        }
        selector.selectedKeys().clear();
    }

    void obey(Command command) throws IOException {
        network.advance(System.nanoTime());
        switch (command) {
            case Command.Later(long delayNanos, Command then) ->
                    network.after(delayNanos, () -> obeyLater(then));
            case Command.Change(List<Way> ways, Command.Setting setting) ->
                    ways.forEach(way -> setting.apply(network, way));
            case Command.Cut _ -> {
                network.cut();
                signaling.cut();
            }
            case Command.Heal _ -> {
                network.heal();
                signaling.heal();
            }
            case Command.Rebind _ -> {
                watch.begin(network.nowNanos());
                for (DatagramRelay port : mediaPorts) {
                    port.rebind();
                }
            }
            case Command.Stats _ -> out.println(stats());
        }
    }

    private void obeyLater(Command command) {
        try {
            obey(command);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String stats() {
        long refused = mediaPorts.stream().mapToLong(DatagramRelay::refused).sum();
        return "stats "
                + ways("up", network.figures(Way.UP))
                + ways("down", network.figures(Way.DOWN))
                + "refused "
                + refused;
    }

    private static String ways(String name, Figures figures) {
        return String.format(
                Locale.ROOT,
                "%s %d sent %d lost %d bytes ",
                name,
                figures.sent(),
                figures.lost(),
                figures.bytes());
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
