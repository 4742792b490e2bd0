package foyer.sfu.engine;

import foyer.sfu.api.DtlsParameters;
import foyer.sfu.api.DtlsRole;
import foyer.sfu.api.RouterEvent;
import foyer.sfu.dtls.DtlsFailure;
import foyer.sfu.dtls.DtlsHandshake;
import foyer.sfu.dtls.DtlsIdentity;
import foyer.sfu.dtls.DtlsOutput;
import foyer.sfu.engine.Demultiplexer.Destination;
import foyer.sfu.router.PipeMessage;
import foyer.sfu.router.PipedAs;
import foyer.sfu.router.Router;
import foyer.sfu.router.RouterCommand;
import foyer.sfu.router.RouterOutput;
import foyer.sfu.wire.NativePacket;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import foyer.sfu.wire.SrtpKeys;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A router on its loop: gives it time and packets, and carries what it puts out. */
final class LoopRouter implements RouterOutput {
    private static final Logger LOG = LoggerFactory.getLogger(LoopRouter.class);

    private final String id;
    private final Loop loop;
    private final Router router;
    private final DtlsIdentity identity;
    private final Executor handshakes;
    private final Consumer<RouterEvent> listener;
    private final Map<String, DtlsHandshake> associations = new HashMap<>();

    /** The room's routers on other loops, by the loop. */
    private @Nullable LoopRouter[] others = new @Nullable LoopRouter[0];

    LoopRouter(
            String id,
            Loop loop,
            Router router,
            DtlsIdentity identity,
            Executor handshakes,
            Consumer<RouterEvent> listener) {
        this.id = id;
        this.loop = loop;
        this.router = router;
        this.identity = identity;
        this.handshakes = handshakes;
        this.listener = listener;
    }

    String id() {
        return id;
    }

    Router router() {
        return router;
    }

    Loop loop() {
        return loop;
    }

    /** Another router of the room is there now. On this one's loop, or before that knows it. */
    void meet(LoopRouter other) {
        int number = other.loop.index();
        if (number >= others.length) {
            others = Arrays.copyOf(others, number + 1);
        }
        others[number] = other;
    }

    void receive(String transportId, PacketBuffer packet, Path path) {
        router.gather(transportId, packet, path, loop.readNanos(this), this);
    }

    /** Ends what was read together. */
    void settle() {
        router.settle(this);
    }

    void pathClosed(String transportId, Path path) {
        router.pathClosed(transportId, path, loop.clock().nowNanos(), this);
    }

    /** A packet of a producer that another router of the room has. */
    void receivePiped(
            int pipe, int stream, long extendedSequence, PipedAs as, PacketBuffer packet) {
        try {
            router.receivePiped(
                    pipe, stream, extendedSequence, as, packet, loop.readNanos(this), this);
        } catch (RuntimeException e) {
            // Our own bug: one packet must not end a room, nor the others of the batch.
            LOG.error("piped packet failed loop={} router={}", loop.index(), id, e);
        }
    }

    @Override
    public boolean transmitPiped(
            int to, int pipe, int stream, long extendedSequence, PipedAs as, PacketBuffer packet) {
        return loop.pipes().add(other(to), pipe, stream, extendedSequence, as, packet);
    }

    @Override
    public void tell(int to, PipeMessage message) {
        LoopRouter other = other(to);
        int from = loop.index();
        loop.pipes()
                .tell(
                        other.loop,
                        () ->
                                other.router.receive(
                                        from, message, other.loop.clock().nowNanos(), other));
    }

    private LoopRouter other(int number) {
        LoopRouter other = number < others.length ? others[number] : null;
        if (other == null) {
            throw new IllegalStateException("router: " + number);
        }
        return other;
    }

    long nextDeadlineNanos() {
        return router.nextDeadlineNanos();
    }

    void onDeadline(long nowNanos) {
        router.onDeadline(nowNanos, this);
    }

    /** Ends everything in the router. */
    void close() {
        router.apply(new RouterCommand.Close(), loop.clock().nowNanos(), this);
    }

    @Override
    public void transmit(PacketBuffer datagram, Path path) {
        loop.transmit(datagram, path);
    }

    @Override
    public @Nullable NativePacket place(Path path, int bytes) {
        return loop.place(path, bytes);
    }

    @Override
    public void transmitPlaced(Path path) {
        loop.transmitPlaced(path);
    }

    @Override
    public void startHandshake(String transportId, DtlsParameters remote) {
        // We take the other role of the peer's; one that leaves it to us opens the handshake.
        DtlsRole role = remote.role() == DtlsRole.SERVER ? DtlsRole.CLIENT : DtlsRole.SERVER;
        associations.put(
                transportId,
                DtlsHandshake.start(
                        identity,
                        role,
                        remote.fingerprints(),
                        handshakes,
                        new HandshakeExits(transportId)));
    }

    @Override
    public void handshakeReceived(String transportId, byte[] datagram) {
        DtlsHandshake association = associations.get(transportId);
        if (association != null) {
            association.receive(datagram);
        }
    }

    @Override
    public void stopHandshake(String transportId) {
        DtlsHandshake association = associations.remove(transportId);
        if (association != null) {
            association.close();
        }
    }

    @Override
    public void pathAdded(String transportId, Path path) {
        loop.addPath(path, new Destination(this, transportId));
    }

    @Override
    public void pathRemoved(Path path) {
        loop.removePath(path, this);
    }

    @Override
    public void userNameAdded(String transportId, String usernameFragment) {
        loop.addUserName(usernameFragment, new Destination(this, transportId));
    }

    @Override
    public void userNameRemoved(String usernameFragment) {
        loop.removeUserName(usernameFragment);
    }

    @Override
    public void event(RouterEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            LOG.error("listener failed router={}", id, e);
        }
    }

    /** What a handshake says on its own thread becomes a message to the loop. */
    private final class HandshakeExits implements DtlsOutput {
        private final String transportId;

        HandshakeExits(String transportId) {
            this.transportId = transportId;
        }

        @Override
        public void transmit(byte[] datagram) {
            tell(() ->
                    router.transmitHandshake(
                            transportId, PacketBuffer.wrap(datagram), LoopRouter.this));
        }

        @Override
        public void connected(SrtpKeys keys) {
            tell(() ->
                    router.handshakeDone(
                            transportId, keys, loop.clock().nowNanos(), LoopRouter.this));
        }

        @Override
        public void failed(DtlsFailure reason) {
            LOG.info("handshake failed router={} transport={} reason={}", id, transportId, reason);
            ended();
        }

        @Override
        public void cause(Exception cause) {
            LOG.debug("handshake ended router={} transport={}", id, transportId, cause);
        }

        @Override
        public void closed() {
            ended();
        }

        private void tell(Runnable message) {
            try {
                loop.execute(message);
            } catch (RejectedExecutionException e) {
                // The server is closed: nobody is left to tell.
                LOG.trace("loop gone transport={}", transportId, e);
            }
        }

        private void ended() {
            tell(() ->
                    router.handshakeFailed(transportId, loop.clock().nowNanos(), LoopRouter.this));
        }
    }
}
