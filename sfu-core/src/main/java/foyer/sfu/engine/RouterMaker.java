package foyer.sfu.engine;

import foyer.sfu.api.MediaServerConfig;
import foyer.sfu.api.RouterEvent;
import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.dtls.DtlsIdentity;
import foyer.sfu.ortc.SupportedCapabilities;
import foyer.sfu.record.Payloads;
import foyer.sfu.record.Recorder;
import foyer.sfu.router.Router;
import foyer.sfu.router.RouterConfig;
import foyer.sfu.router.RouterPlace;
import foyer.sfu.router.RouterTap;
import foyer.sfu.srtp.Srtp;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes rooms' routers on loops. Safe on every thread. */
final class RouterMaker {
    private final List<Loop> loops;
    private final EngineClock clock;
    private final Ciphers ciphers;
    private final SecureRandom random;

    /** The first room waits for it. */
    private final CompletableFuture<DtlsIdentity> identity;

    private final Executor handshakes;
    private final int recordingBytes;
    private final Spread spread;
    private final RtpCapabilities capabilities = SupportedCapabilities.routerCapabilities();

    RouterMaker(
            List<Loop> loops,
            EngineClock clock,
            Ciphers ciphers,
            SecureRandom random,
            CompletableFuture<DtlsIdentity> identity,
            Executor handshakes,
            MediaServerConfig config,
            Spread spread) {
        this.loops = loops;
        this.clock = clock;
        this.ciphers = ciphers;
        this.random = random;
        this.identity = identity;
        this.handshakes = handshakes;
        this.recordingBytes = config.recordingBytesPerRouter();
        this.spread = spread;
    }

    RtpCapabilities capabilities() {
        return capabilities;
    }

    /** A room that begins on a loop. */
    RoomRouter room(int loop, Consumer<RouterEvent> listener) {
        return new RoomRouter(this, spread, clock, loop, listener);
    }

    /**
     * Makes a router of a room, and lets it and those that are there already know each other.
     *
     * @param home the loop of the room's first router
     * @throws java.util.concurrent.RejectedExecutionException when the server is closed
     */
    RouterMailbox open(
            String roomId,
            int on,
            int home,
            Collection<RouterMailbox> others,
            Whereabouts where,
            Consumer<RouterEvent> listener) {
        Loop loop = loops.get(on);
        DtlsIdentity shown = identity.join();
        RouterConfig config =
                new RouterConfig(capabilities, random.nextLong(), clock.epochNanosAtZero());
        // What comes by pipes is not recorded: of a room on several loops, the beginning is.
        @Nullable Recorder recorder =
                recordingBytes == 0 || on != home
                        ? null
                        : new Recorder(config, recordingBytes, Payloads.HEADERS_ONLY);
        LoopRouter router =
                new LoopRouter(
                        roomId,
                        loop,
                        new Router(
                                config,
                                recorder == null ? RouterTap.NONE : recorder,
                                new Srtp(ciphers::choice),
                                new RouterPlace(on, home)),
                        shown,
                        handshakes,
                        event -> {
                            where.heard(event);
                            listener.accept(event);
                        });
        for (RouterMailbox other : others) {
            router.meet(other.router());
            other.meet(router);
        }
        loop.execute(() -> loop.add(router));
        return new RouterMailbox(loop, router, shown, random, recorder, where);
    }

    /** What nobody else is called. */
    String newId() {
        return UUID.randomUUID().toString();
    }
}
