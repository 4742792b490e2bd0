package foyer.sfu.scenario;

import foyer.sfu.api.DtlsParameters;
import foyer.sfu.api.MediaException;
import foyer.sfu.api.RouterEvent;
import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.ice.Stun;
import foyer.sfu.ortc.SupportedCapabilities;
import foyer.sfu.router.DownlinkStats;
import foyer.sfu.router.Router;
import foyer.sfu.router.RouterCommand;
import foyer.sfu.router.RouterConfig;
import foyer.sfu.router.RouterOutput;
import foyer.sfu.router.RouterStats;
import foyer.sfu.router.RouterTap;
import foyer.sfu.router.Traffic;
import foyer.sfu.wire.DropReason;
import foyer.sfu.wire.Drops;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import foyer.sfu.wire.SrtpKeys;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The engine's part without sockets: gives a router its datagrams and its time. */
final class VirtualServer implements RouterOutput {
    static final long EPOCH_NANOS = 1_800_000_000_000_000_000L;

    private static final int RECENT = 512;

    private final EventQueue events;
    private final Router router;
    private final Map<Path, String> byPath = new HashMap<>();
    private final Map<String, String> byUserName = new HashMap<>();
    private final Drops drops = new Drops();
    private final List<RouterEvent> told = new ArrayList<>();
    private final List<Long> toldNanos = new ArrayList<>();
    private final PacketBuffer incoming = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private BiConsumer<InetSocketAddress, byte[]> network = (to, datagram) -> {};
    private final List<String> secrets = new ArrayList<>();
    private final byte[][] recent = new byte[RECENT][];
    private long stalledUntilNanos;
    private long received;
    private long wakeUps;
    private long handshakeDatagrams;

    VirtualServer(EventQueue events, long seed, Function<RouterConfig, RouterTap> tap) {
        this.events = events;
        RtpCapabilities capabilities = SupportedCapabilities.routerCapabilities();
        RouterConfig config = new RouterConfig(capabilities, seed, EPOCH_NANOS);
        router = new Router(config, tap.apply(config));
    }

    /** Where datagrams go that the router sends. */
    void network(BiConsumer<InetSocketAddress, byte[]> newNetwork) {
        network = newNetwork;
    }

    /** For so long nothing is read and no deadline is kept; datagrams wait in the socket. */
    void stall(long nanos) {
        stalledUntilNanos = events.nowNanos() + nanos;
    }

    long stalledUntilNanos() {
        return stalledUntilNanos;
    }

    void receive(byte[] datagram, InetSocketAddress from) {
        if (events.nowNanos() < stalledUntilNanos) {
            events.at(stalledUntilNanos, () -> receive(datagram, from));
            return;
        }
        recent[(int) (received++ % RECENT)] = datagram;
        accept(datagram, from);
    }

    /** One of the datagrams that came last. */
    byte[] recent(SplittableRandom random) {
        return recent[random.nextInt((int) Math.min(received, RECENT))];
    }

    /** Takes a datagram that is not worth remembering. */
    void accept(byte[] datagram, InetSocketAddress from) {
        if (datagram.length > incoming.capacity()) {
            drops.count(DropReason.TOO_LARGE);
            return;
        }
        incoming.length(datagram.length);
        incoming.putBytes(0, datagram, 0, datagram.length);
        Path path = new Path(0, from);
        String transportId = destination(path);
        if (transportId == null) {
            drops.count(DropReason.UNKNOWN_SOURCE);
            return;
        }
        router.gather(transportId, incoming, path, events.nowNanos(), this);
    }

    /** All that comes at this moment has come. */
    void settle() {
        router.settle(this);
    }

    private @Nullable String destination(Path path) {
        if (Stun.looksLikeStun(incoming)) {
            String name = Stun.localUsernameFragment(incoming);
            String byName = name == null ? null : byUserName.get(name);
            if (byName != null) {
                return byName;
            }
        }
        return byPath.get(path);
    }

    @Nullable Object apply(RouterCommand command) throws MediaException {
        switch (command) {
            case RouterCommand.CreateTransport c -> secrets.add(c.credentials().password());
            case RouterCommand.RestartIce c -> secrets.add(c.fresh().password());
            default -> {}
        }
        return router.apply(command, events.nowNanos(), this);
    }

    void handshakeDone(String transportId, SrtpKeys keys) {
        for (byte[] key : List.of(keys.localKey(), keys.remoteKey(), keys.localSalt())) {
            secrets.add(new String(key, StandardCharsets.ISO_8859_1));
        }
        router.handshakeDone(transportId, keys, events.nowNanos(), this);
    }

    /** Passwords, and keys in ISO 8859-1, that went in. */
    List<String> secrets() {
        return secrets;
    }

    long nextDeadlineNanos() {
        return router.nextDeadlineNanos();
    }

    void onDeadline() {
        wakeUps++;
        router.onDeadline(events.nowNanos(), this);
    }

    /** How often the router was called only because time had passed. */
    long wakeUps() {
        return wakeUps;
    }

    /** Datagrams of known paths that look like DTLS. */
    long handshakeDatagrams() {
        return handshakeDatagrams;
    }

    /** What the server thinks of the downlink to a peer. */
    DownlinkStats downlink(VirtualPeer peer) {
        String id = peer.subscriber().transport().id();
        return stats().transports().stream()
                .filter(transport -> transport.id().equals(id))
                .findFirst()
                .orElseThrow()
                .downlink();
    }

    RouterStats stats() {
        return router.stats(events.nowNanos());
    }

    Traffic traffic() {
        return router.traffic();
    }

    /** Drops of the router and of the way to it. */
    Drops drops() {
        Drops sum = new Drops();
        drops.addTo(sum);
        router.drops().addTo(sum);
        return sum;
    }

    /** What the router told its user, oldest first. */
    List<RouterEvent> events() {
        return told;
    }

    /** When it told each. */
    List<Long> eventNanos() {
        return toldNanos;
    }

    <E extends RouterEvent> List<E> events(Class<E> kind) {
        return told.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Override
    public void transmit(PacketBuffer datagram, Path path) {
        network.accept(path.remote(), datagram.copy());
    }

    @Override
    public void startHandshake(String transportId, DtlsParameters remote) {
        // Scenarios skip the handshake: keys come by handshakeDone.
    }

    @Override
    public void handshakeReceived(String transportId, byte[] datagram) {
        handshakeDatagrams++;
    }

    @Override
    public void stopHandshake(String transportId) {
        // As above.
    }

    @Override
    public void pathAdded(String transportId, Path path) {
        byPath.put(path, transportId);
    }

    @Override
    public void pathRemoved(Path path) {
        byPath.remove(path);
    }

    @Override
    public void userNameAdded(String transportId, String usernameFragment) {
        byUserName.put(usernameFragment, transportId);
    }

    @Override
    public void userNameRemoved(String usernameFragment) {
        byUserName.remove(usernameFragment);
    }

    @Override
    public void event(RouterEvent event) {
        told.add(event);
        toldNanos.add(events.nowNanos());
    }
}
