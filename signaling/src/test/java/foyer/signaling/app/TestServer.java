package foyer.signaling.app;

import foyer.sfu.wire.DropReason;
import foyer.signaling.media.FakeRouters;
import foyer.signaling.media.MediaEngine;
import foyer.signaling.media.RouterFactory;
import foyer.signaling.session.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
                        new Configuration(
                                0, List.of(), 40_000, 1, 5, 4, 3, origin, clientDirectory),
                        engine(routers),
                        time);
    }

    private static MediaEngine engine(FakeRouters routers) {
        return new MediaEngine() {
            @Override
            public RouterFactory routers() {
                return routers;
            }

            @Override
            public Map<DropReason, Long> drops() {
                return Map.of(DropReason.UNKNOWN_SOURCE, 3L);
            }

            @Override
            public void close() {}
        };
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
