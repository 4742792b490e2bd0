package foyer.sfu.relay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * {@code Main <seed> <signaling port> <media port>…}: stands before a server on this machine. Says
 * {@code ready <signaling port> <media port>…}, the ports to use instead, then obeys commands, a
 * line each, and answers each by {@code ok}, after what else it has to say, or {@code error …}.
 * Ends with its input.
 */
public final class Main {
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Relay relay;

    private Main(long seed, List<Integer> ports) throws IOException {
        relay = new Relay(seed, ports.getFirst(), ports.subList(1, ports.size()), out);
    }

    public static void main(String[] arguments) throws IOException {
        List<Integer> ports = Arrays.stream(arguments).skip(1).map(Integer::valueOf).toList();
        new Main(Long.parseLong(arguments[0]), ports).run();
    }

    private void run() throws IOException {
        Thread.ofPlatform().daemon().name("commands").start(this::listen);
        out.println(
                "ready "
                        + relay.signalingPort()
                        + relay.mediaPorts().stream()
                                .map(port -> " " + port)
                                .collect(Collectors.joining()));
        boolean last = false;
        while (!last) {
            last = ended.get();
            relay.turn();
            for (String line = lines.poll(); line != null; line = lines.poll()) {
                obey(line);
            }
        }
    }

    private void listen() {
        try (BufferedReader input =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                lines.add(line);
                relay.wake();
            }
        } catch (IOException gone) {
            out.println("error input: " + gone.getMessage());
        }
        ended.set(true);
        relay.wake();
    }

    private void obey(String line) throws IOException {
        try {
            relay.obey(Command.parse(line));
            out.println("ok");
        } catch (IllegalArgumentException notUnderstood) {
            out.println("error " + notUnderstood.getMessage());
        }
    }
}
