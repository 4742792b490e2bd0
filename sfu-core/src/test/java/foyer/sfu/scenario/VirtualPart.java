package foyer.sfu.scenario;

import foyer.sfu.api.DtlsParameters;
import foyer.sfu.api.RouterEvent;
import foyer.sfu.router.PipeMessage;
import foyer.sfu.router.PipedAs;
import foyer.sfu.router.Router;
import foyer.sfu.router.RouterOutput;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One router of the room, as on a loop of its own: what it says to the others takes a moment. */
final class VirtualPart implements RouterOutput {
    /** The other loop has something else to do first. */
    private static final long CROSSING_NANOS = Duration.ofNanos(200_000).toNanos();

    private final VirtualServer server;
    private final int number;
    private final Router router;
    private final List<PipeMessage> told = new ArrayList<>();
    private boolean full;
    private long crossed;

    VirtualPart(VirtualServer server, int number, Router router) {
        this.server = server;
        this.number = number;
        this.router = router;
    }

    int number() {
        return number;
    }

    Router router() {
        return router;
    }

    /** The ways from here to the other loops are full, or not. */
    void full(boolean newFull) {
        full = newFull;
    }

    /** Packets that went to other routers. */
    long crossed() {
        return crossed;
    }

    /** What was said to other routers, oldest first. */
    <M extends PipeMessage> List<M> told(Class<M> kind) {
        return told.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Override
    public boolean transmitPiped(
            int to, int pipe, int stream, long extendedSequence, PipedAs as, PacketBuffer packet) {
        if (full) {
            return false;
        }
        crossed++;
        byte[] bytes = packet.copy();
        VirtualPart other = server.part(to);
        later(() ->
                other.router.receivePiped(
                        pipe,
                        stream,
                        extendedSequence,
                        as,
                        PacketBuffer.wrap(bytes),
                        server.clock().nowNanos(),
                        other));
        return true;
    }

    @Override
    public void tell(int to, PipeMessage message) {
        told.add(message);
        VirtualPart other = server.part(to);
        later(() -> other.router.receive(number, message, server.clock().nowNanos(), other));
    }

    private void later(Runnable arrival) {
        long at = server.clock().nowNanos() + CROSSING_NANOS;
        server.clock().at(Math.max(at, server.stalledUntilNanos()), arrival);
    }

    @Override
    public void transmit(PacketBuffer datagram, Path path) {
        server.transmit(datagram, path);
    }

    @Override
    public void startHandshake(String transportId, DtlsParameters remote) {
        // Scenarios skip the handshake: keys come by handshakeDone.
    }

    @Override
    public void handshakeReceived(String transportId, byte[] datagram) {
        server.handshakeReceived();
    }

    @Override
    public void stopHandshake(String transportId) {
        // As above.
    }

    @Override
    public void pathAdded(String transportId, Path path) {
        server.pathAdded(transportId, path);
    }

    @Override
    public void pathRemoved(Path path) {
        server.pathRemoved(path);
    }

    @Override
    public void userNameAdded(String transportId, String usernameFragment) {
        server.userNameAdded(transportId, usernameFragment);
    }

    @Override
    public void userNameRemoved(String usernameFragment) {
        server.userNameRemoved(usernameFragment);
    }

    @Override
    public void event(RouterEvent event) {
        server.event(event);
    }
}
