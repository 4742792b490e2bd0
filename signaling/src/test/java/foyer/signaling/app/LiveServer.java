package foyer.signaling.app;

import foyer.sfu.api.RtcPorts;
import foyer.sfu.api.WebRtcTransportOptions;
import foyer.signaling.address.AddressRange;
import foyer.signaling.http.MetricsAccess;
import foyer.signaling.http.OperatorToken;
import foyer.signaling.media.MediaEngine;
import foyer.signaling.session.AddressLimits;
import foyer.signaling.session.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A whole server with real media on loopback; only what signaling waits for is virtual time. */
final class LiveServer implements AutoCloseable {
    static final String TOKEN = "an-operators-token-0123456789";

    /** Below the ports that systems give out by themselves, and elsewhere for each process. */
    private static final int FIRST_PORT =
            20_000 + (int) (ProcessHandle.current().pid() * 89 % 11_000);

    final VirtualTime time = new VirtualTime();
    final int rtcPort;
    private final MediaEngine engine;
    private final Server server;

    private LiveServer(int rtcPort) throws IOException {
        this.rtcPort = rtcPort;
        Path clientDirectory = Files.createTempDirectory("foyer-client");
        Configuration configuration =
                new Configuration(
                        new Listening(null, 0, List.of()),
                        List.of(new AnnouncedAddress("127.0.0.1", 0)),
                        new RtcWays(rtcPort, RtcPorts.ONE_PER_LOOP, WebRtcTransportOptions.ALL),
                        1,
                        new Capacity(5, Integer.MAX_VALUE, 4, 3, 85, 1_500),
                        0,
                        new Secrets.Given(clientDirectory, null, null),
                        "*",
                        clientDirectory,
                        AddressRange.LOCAL,
                        new AddressLimits(
                                2_000,
                                new AddressLimits.Rate(1_000, 100),
                                new AddressLimits.Rate(1_000, 50),
                                new AddressLimits.Rate(20, 0.1)),
                        MetricsAccess.LOCAL,
                        LogFormat.TEXT,
                        OperatorToken.of(TOKEN));
        engine = Engine.start(configuration);
        server = Server.start(configuration, TestServer.someSecrets(), engine, time);
    }

    /** Starts on the first free media port. */
    static LiveServer start() throws IOException {
        @Nullable IOException last = null;
        for (int port = FIRST_PORT; port < FIRST_PORT + 1_000; port++) {
            try {
                return new LiveServer(port);
            } catch (IOException taken) {
                last = taken;
            }
        }
        throw new IOException("no free port", last);
    }

    String url() {
        return "http://localhost:" + server.port();
    }

    @Override
    public void close() {
        server.close();
        engine.close();
    }
}
