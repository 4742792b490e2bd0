package foyer.load.app;

import foyer.load.scenario.Scenario;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The server that is played against: one of our own, or one that runs already. */
final class ServerProcess implements AutoCloseable {
    private static final long START_SECONDS = 60;
    private static final long STOP_SECONDS = 15;
    private static final int DEFAULT_ROOMS = 100;

    private final URI url;
    private final long pid;
    private final @Nullable Process process;

    private ServerProcess(URI url, long pid, @Nullable Process process) {
        this.url = url;
        this.pid = pid;
        this.process = process;
    }

    URI url() {
        return url;
    }

    /** 0 when it is not known. */
    long pid() {
        return pid;
    }

    static ServerProcess running(URI url, long pid) throws IOException {
        if (!isUp(url)) {
            throw new IOException(
                    "No server answers at "
                            + url
                            + "/healthz. Start one with ./foyer, name another with --url, or let"
                            + " ./foyer bench start its own.");
        }
        return new ServerProcess(url, pid, null);
    }

    /** Starts a server on free ports whose caps allow the scenario. */
    static ServerProcess start(List<String> command, Scenario scenario, Path reports)
            throws IOException, InterruptedException {
        Files.createDirectories(reports);
        Path log = reports.resolve("server.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        int port = freePort();
        builder.environment().putAll(environment(scenario, port));
        Process process = builder.start();
        URI url = URI.create("http://127.0.0.1:" + port);
        ServerProcess server = new ServerProcess(url, process.pid(), process);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!isUp(url)) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                server.close();
                throw new IOException("The server did not start; its log is in " + log);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return server;
    }

    private static Map<String, String> environment(Scenario scenario, int port) throws IOException {
        int people = scenario.peopleInRoom() + 1;
        return Map.of(
                "FOYER_PORT",
                Integer.toString(port),
                "FOYER_RTC_PORT",
                Integer.toString(freeMediaPorts()),
                "FOYER_ANNOUNCED_ADDRESS",
                "127.0.0.1",
                "FOYER_TURN",
                "off",
                "FOYER_MAX_ROOMS",
                Integer.toString(Math.max(DEFAULT_ROOMS, scenario.rooms())),
                "FOYER_MAX_USERS_PER_ROOM",
                Integer.toString(Math.max(16, people)),
                "FOYER_MAX_WAITING_PER_ROOM",
                Integer.toString(Math.max(50, people)),
                // What there is beyond that is to be measured.
                "FOYER_MAX_LOAD",
                "100");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** The first of as many free UDP ports in a row as the server may have loops. */
    private static int freeMediaPorts() throws IOException {
        int count = Runtime.getRuntime().availableProcessors();
        for (int tries = 0; tries < 100; tries++) {
            int first = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            int free = 0;
            while (free < count && isFree(first + free)) {
                free++;
            }
            if (free == count) {
                return first;
            }
        }
        throw new IOException("no " + count + " free UDP ports in a row from 20000 to 30000");
    }

    private static boolean isFree(int port) {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(port))) {
            return socket.isBound();
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean isUp(URI url) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(url.resolve("/healthz"))
                            .timeout(Duration.ofSeconds(5))
                            .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
