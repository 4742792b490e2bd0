package foyer.signaling.app;

import foyer.signaling.media.FakeRouters;
import foyer.signaling.session.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A whole server on a free port, with routers without media, in virtual time. */
final class TestServer implements AutoCloseable {
    final FakeRouters routers = new FakeRouters();
    final VirtualTime time = new VirtualTime();
    final Path clientDirectory;
    private final Server server;

    TestServer(String origin) throws IOException {
        clientDirectory = Files.createTempDirectory("foyer-client");
        server =
                Server.start(
                        new Configuration(0, List.of(), 40_000, 1, 5, 4, origin, clientDirectory),
                        routers,
                        time);
    }

    String url() {
        return "http://localhost:" + server.port();
    }

    int port() {
        return server.port();
    }

    void file(String name, String content) throws IOException {
        Path path = clientDirectory.resolve(name);
        Path directory = path.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Files.writeString(path, content);
    }

    @Override
    public void close() {
        server.close();
    }
}
