package foyer.sfu.scenario;

import foyer.sfu.api.MediaException;
import foyer.sfu.api.RouterEvent;
import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.ice.Stun;
import foyer.sfu.ortc.SupportedCapabilities;
import foyer.sfu.router.DownlinkStats;
import foyer.sfu.router.PipeSource;
import foyer.sfu.router.Router;
import foyer.sfu.router.RouterCommand;
import foyer.sfu.router.RouterConfig;
import foyer.sfu.router.RouterPlace;
import foyer.sfu.router.RouterStats;
import foyer.sfu.router.RouterTap;
import foyer.sfu.router.Traffic;
import foyer.sfu.srtp.Srtp;
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
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The engine's part without sockets: gives routers their datagrams and their time, and carries what
 * the routers of one room say to each other.
 */
final class VirtualServer {
    static final long EPOCH_NANOS = 1_800_000_000_000_000_000L;

    private static final int RECENT = 512;

    private final EventQueue events;
    private final List<VirtualPart> parts = new ArrayList<>();
    private final Map<String, VirtualPart> transports = new HashMap<>();
    private final Map<String, PipeSource> producers = new HashMap<>();
    private final Map<String, VirtualPart> consumers = new HashMap<>();
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
    private int placed;
    private @Nullable ToIntFunction<String> placing;

    /** A room on so many loops. */
    VirtualServer(
            EventQueue events, long seed, Function<RouterConfig, RouterTap> tap, int routers) {
        this.events = events;
        RtpCapabilities capabilities = SupportedCapabilities.routerCapabilities();
        for (int i = 0; i < routers; i++) {
            RouterConfig config = new RouterConfig(capabilities, seed + i, EPOCH_NANOS);
            parts.add(
                    new VirtualPart(
                            this,
                            i,
                            new Router(
                                    config,
                                    tap.apply(config),
                                    Srtp.base(),
                                    new RouterPlace(i, 0))));
        }
    }

    EventQueue clock() {
        return events;
    }

    VirtualPart part(int number) {
        return parts.get(number);
    }

    /** On which of the loops a transport is made, by its id; without it by turns. */
    void placing(ToIntFunction<String> newPlacing) {
        placing = newPlacing;
    }

    private VirtualPart place(String transportId) {
        ToIntFunction<String> known = placing;
        int number = known == null ? placed++ % parts.size() : known.applyAsInt(transportId);
        return parts.get(number);
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
        VirtualPart part = Objects.requireNonNull(transports.get(transportId));
        part.router().gather(transportId, incoming, path, events.nowNanos(), part);
    }

    /** All that comes at this moment has come. */
    void settle() {
        for (VirtualPart part : parts) {
            part.router().settle(part);
        }
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
        VirtualPart part = partOf(command);
        if (command instanceof RouterCommand.Consume consume) {
            PipeSource source = producers.get(consume.options().producerId());
            if (source != null && source.router() != part.number()) {
                return part.router().consume(consume, source, events.nowNanos(), part);
            }
        }
        return part.router().apply(command, events.nowNanos(), part);
    }

    /** The router that has what a command is about; the first where none has. */
    private VirtualPart partOf(RouterCommand command) {
        return switch (command) {
            case RouterCommand.CreateTransport c ->
                    transports.computeIfAbsent(c.transportId(), this::place);
            case RouterCommand.ConnectTransport c -> ofTransport(c.transportId());
            case RouterCommand.RestartIce c -> ofTransport(c.transportId());
            case RouterCommand.CloseTransport c -> ofTransport(c.transportId());
            case RouterCommand.Produce c -> {
                VirtualPart part = ofTransport(c.transportId());
                producers.put(c.producerId(), new PipeSource(part.number(), c.options()));
                yield part;
            }
            case RouterCommand.PauseProducer c -> ofProducer(c.producerId());
            case RouterCommand.ResumeProducer c -> ofProducer(c.producerId());
            case RouterCommand.CloseProducer c -> ofProducer(c.producerId());
            case RouterCommand.Consume c -> {
                VirtualPart part = ofTransport(c.transportId());
                consumers.put(c.consumerId(), part);
                yield part;
            }
            case RouterCommand.PauseConsumer c -> ofConsumer(c.consumerId());
            case RouterCommand.ResumeConsumer c -> ofConsumer(c.consumerId());
            case RouterCommand.CloseConsumer c -> ofConsumer(c.consumerId());
            case RouterCommand.SetPreferredLayers c -> ofConsumer(c.consumerId());
            case RouterCommand.SetPriority c -> ofConsumer(c.consumerId());
            case RouterCommand.RequestKeyFrame c -> ofConsumer(c.consumerId());
            case RouterCommand.Close ignored -> parts.getFirst();
        };
    }

    private VirtualPart ofTransport(String id) {
        return transports.getOrDefault(id, parts.getFirst());
    }

    private VirtualPart ofProducer(String id) {
        PipeSource source = producers.get(id);
        return parts.get(source == null ? 0 : source.router());
    }

    private VirtualPart ofConsumer(String id) {
        return consumers.getOrDefault(id, parts.getFirst());
    }

    void handshakeDone(String transportId, SrtpKeys keys) {
        for (byte[] key : List.of(keys.localKey(), keys.remoteKey(), keys.localSalt())) {
            secrets.add(new String(key, StandardCharsets.ISO_8859_1));
        }
        VirtualPart part = ofTransport(transportId);
        part.router().handshakeDone(transportId, keys, events.nowNanos(), part);
    }

    /** Passwords, and keys in ISO 8859-1, that went in. */
    List<String> secrets() {
        return secrets;
    }

    long nextDeadlineNanos() {
        return parts.stream()
                .mapToLong(part -> part.router().nextDeadlineNanos())
                .min()
                .orElseThrow();
    }

    void onDeadline() {
        wakeUps++;
        long now = events.nowNanos();
        for (VirtualPart part : parts) {
            if (part.router().nextDeadlineNanos() <= now) {
                part.router().onDeadline(now, part);
            }
        }
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
        return RouterStats.join(
                parts.stream().map(part -> part.router().stats(events.nowNanos())).toList());
    }

    Traffic traffic() {
        Traffic sum = new Traffic();
        parts.forEach(part -> part.router().traffic().addTo(sum));
        return sum;
    }

    /** Drops of the router and of the way to it. */
    Drops drops() {
        Drops sum = new Drops();
        drops.addTo(sum);
        parts.forEach(part -> part.router().drops().addTo(sum));
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

    void transmit(PacketBuffer datagram, Path path) {
        network.accept(path.remote(), datagram.copy());
    }

    void handshakeReceived() {
        handshakeDatagrams++;
    }

    void pathAdded(String transportId, Path path) {
        byPath.put(path, transportId);
    }

    void pathRemoved(Path path) {
        byPath.remove(path);
    }

    void userNameAdded(String transportId, String usernameFragment) {
        byUserName.put(usernameFragment, transportId);
    }

    void userNameRemoved(String usernameFragment) {
        byUserName.remove(usernameFragment);
    }

    void event(RouterEvent event) {
        told.add(event);
        toldNanos.add(events.nowNanos());
    }
}
