package foyer.signaling.app;

import foyer.sfu.api.RtcPorts;
import foyer.sfu.api.WebRtcTransportOptions;
import foyer.sfu.engine.LoopStats;
import foyer.sfu.engine.MediaServerStats;
import foyer.sfu.engine.PipeTraffic;
import foyer.sfu.engine.SegmentedStats;
import foyer.sfu.engine.TcpRefusal;
import foyer.sfu.engine.TcpStats;
import foyer.sfu.router.Downlinks;
import foyer.sfu.router.Traffic;
import foyer.sfu.wire.DropReason;
import foyer.signaling.address.AddressRange;
import foyer.signaling.http.MetricsAccess;
import foyer.signaling.http.OperatorToken;
import foyer.signaling.media.FakeRouters;
import foyer.signaling.media.MediaEngine;
import foyer.signaling.media.RouterFactory;
import foyer.signaling.session.AddressLimits;
import foyer.signaling.session.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A whole server on a free port, with routers without media, in virtual time. */
final class TestServer implements AutoCloseable {
    final FakeRouters routers = new FakeRouters();
    final VirtualTime time = new VirtualTime();
    final Path clientDirectory;
    private final Server server;

    TestServer(String origin) throws IOException {
        this(origin, Wishes.NONE);
    }

    TestServer(String origin, Wishes wishes) throws IOException {
        this(origin, 5, 4, 3, wishes);
    }

    /** With caps: rooms, users of a room, guests that wait before one. */
    TestServer(String origin, int rooms, int users, int waiting) throws IOException {
        this(origin, rooms, users, waiting, Wishes.NONE);
    }

    private TestServer(String origin, int rooms, int users, int waiting, Wishes wishes)
            throws IOException {
        clientDirectory = Files.createTempDirectory("foyer-client");
        server =
                Server.start(
                        new Configuration(
                                new Listening(null, 0, List.of()),
                                List.of(),
                                new RtcWays(
                                        40_000, RtcPorts.ONE_PER_LOOP, WebRtcTransportOptions.ALL),
                                1,
                                new Capacity(rooms, Integer.MAX_VALUE, users, waiting, 85, 1_500),
                                0,
                                new Secrets.Given(clientDirectory, null, null),
                                origin,
                                clientDirectory,
                                wishes.proxies(),
                                wishes.limits(),
                                wishes.metrics(),
                                LogFormat.TEXT,
                                wishes.debugToken()),
                        someSecrets(),
                        engine(routers, wishes.stats()),
                        time);
    }

    /** What a test wants otherwise than others. */
    record Wishes(
            List<AddressRange> proxies,
            AddressLimits limits,
            MetricsAccess metrics,
            Supplier<CompletionStage<MediaServerStats>> stats,
            @Nullable OperatorToken debugToken) {
        static final Wishes NONE =
                new Wishes(
                        AddressRange.LOCAL,
                        new AddressLimits(
                                2_000,
                                new AddressLimits.Rate(1_000, 100),
                                new AddressLimits.Rate(1_000, 50),
                                new AddressLimits.Rate(20, 0.1)),
                        MetricsAccess.LOCAL,
                        () -> CompletableFuture.completedFuture(someStats()),
                        null);

        Wishes believing(List<AddressRange> otherProxies) {
            return new Wishes(otherProxies, limits, metrics, stats, debugToken);
        }

        Wishes limited(AddressLimits otherLimits) {
            return new Wishes(proxies, otherLimits, metrics, stats, debugToken);
        }

        Wishes shown(MetricsAccess access) {
            return new Wishes(proxies, limits, access, stats, debugToken);
        }

        Wishes measured(Supplier<CompletionStage<MediaServerStats>> otherStats) {
            return new Wishes(proxies, limits, metrics, otherStats, debugToken);
        }

        Wishes debugged(String token) {
            return new Wishes(
                    proxies,
                    limits,
                    metrics,
                    stats,
                    Objects.requireNonNull(OperatorToken.of(token)));
        }
    }

    static Secrets someSecrets() {
        Random random = new Random(3);
        return new Secrets(Secret.make(random), Secret.make(random));
    }

    /** One loop that listens, and dropped something. */
    static MediaServerStats someStats() {
        return new MediaServerStats(
                List.of(
                        new LoopStats(
                                0,
                                true,
                                1,
                                2,
                                3,
                                4,
                                5,
                                600,
                                7,
                                800,
                                new SegmentedStats(2, 6, 1),
                                1_500_000_000L,
                                1_000,
                                new Downlinks(2, 1_500_000, 400_000, 1),
                                9,
                                new TcpStats(
                                        3,
                                        1,
                                        12,
                                        Map.of(TcpRefusal.TOO_LATE, 4L),
                                        13,
                                        1_400,
                                        15,
                                        1_600),
                                new PipeTraffic(2, 17, 1_800))),
                Map.of(DropReason.UNKNOWN_SOURCE, 3L),
                new Traffic());
    }

    private static MediaEngine engine(
            FakeRouters routers, Supplier<CompletionStage<MediaServerStats>> stats) {
        return new MediaEngine() {
            @Override
            public RouterFactory routers() {
                return routers;
            }

            @Override
            public CompletionStage<MediaServerStats> stats() {
                return stats.get();
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

    void closeDoors() {
        server.closeDoors();
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
