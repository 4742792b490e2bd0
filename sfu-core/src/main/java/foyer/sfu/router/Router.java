package foyer.sfu.router;

import foyer.sfu.api.Bitrate;
import foyer.sfu.api.ConsumerDescription;
import foyer.sfu.api.MediaException;
import foyer.sfu.api.MediaException.Reason;
import foyer.sfu.forward.KeyFrameCause;
import foyer.sfu.rtp.NtpTime;
import foyer.sfu.rtp.RtpPacket;
import foyer.sfu.srtp.Srtp;
import foyer.sfu.transport.PacketPool;
import foyer.sfu.wire.DropReason;
import foyer.sfu.wire.Drops;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import foyer.sfu.wire.SrtpKeys;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One room's media: datagrams, commands and time come in, datagrams and events go out. Everything
 * in it lives on one loop.
 */
public final class Router {
    /** What one transport may send us. */
    public static final Bitrate MAX_INCOMING = Bitrate.mbps(5);

    private final RouterPlace place;
    private final RouterConfig config;
    private final RouterTap tap;
    private final Chance chance;
    private final Drops drops = new Drops();
    private final Traffic traffic = new Traffic();
    private final Deadlines deadlines = new Deadlines();
    private final Map<String, Producer> producers = new HashMap<>();
    private final Map<String, Consumer> consumers = new HashMap<>();
    private final RouterTransports transports;
    private final Speakers speakers = new Speakers(this);
    private final PeerRtcp rtcp = new PeerRtcp(this);
    private final RouterMembers members = new RouterMembers(this);
    private final Pipes pipes = new Pipes(this);
    private final RouterCommands commands = new RouterCommands(this, members);
    private final RtpPacket incoming = new RtpPacket();
    private final Scratch scratch = new Scratch();
    private final Gathering gathering = new Gathering();
    private final PacketPool packetPool = new PacketPool();
    private long nowNanos;

    /** With the ciphers that are there on every machine. */
    public Router(RouterConfig config, RouterTap tap) {
        this(config, tap, Srtp.base());
    }

    /**
     * A room without anybody in it.
     *
     * @param srtp makes what protects the room's transports
     */
    public Router(RouterConfig config, RouterTap tap, Srtp srtp) {
        this(config, tap, srtp, RouterPlace.ALONE);
    }

    /**
     * A part of a room.
     *
     * @param place which of the room's routers it is
     */
    public Router(RouterConfig config, RouterTap tap, Srtp srtp, RouterPlace place) {
        this.place = place;
        this.config = config;
        this.tap = tap;
        this.transports = new RouterTransports(this, srtp);
        this.chance = new Chance(config.seed());
    }

    /** Takes a datagram of a path or user name that belongs to the transport. */
    public void receive(
            String transportId, PacketBuffer packet, Path path, long now, RouterOutput out) {
        gather(transportId, packet, path, now, out);
        settle(out);
    }

    /**
     * The same for one of several that were read together: media of it may leave only with {@link
     * #settle}, or when something else happens before.
     *
     * @param now the same for all of them, and later than that of any before
     */
    public void gather(
            String transportId, PacketBuffer packet, Path path, long now, RouterOutput out) {
        Peer peer = transports.find(transportId);
        if (peer == null) {
            drops.count(DropReason.CLOSED);
            return;
        }
        if (packet.length() == 0) {
            drops.count(DropReason.EMPTY);
            return;
        }
        nowNanos = now;
        Path before = peer.transport().selectedPath();
        switch (peer.transport().receive(packet, path, now, out)) {
            case RTP -> receiveRtp(peer, packet, now, out);
            case RTCP -> receiveRtcp(peer, packet, now, out);
            case NOTHING -> pathMayHaveChanged(peer, before, now, out);
        }
    }

    /** Ends what was read together. */
    public void settle(RouterOutput out) {
        gathering.forward(out);
    }

    /** A path of the transport is no more: a TCP connection has ended. */
    public void pathClosed(String transportId, Path path, long now, RouterOutput out) {
        settle(out);
        Peer peer = transports.find(transportId);
        if (peer != null) {
            Path before = peer.transport().selectedPath();
            peer.transport().pathClosed(path, out);
            pathMayHaveChanged(peer, before, now, out);
        }
    }

    /** Something happened to the peer's paths, live or replayed. */
    void pathMayHaveChanged(Peer peer, @Nullable Path before, long now, RouterOutput out) {
        nowNanos = now;
        transports.pathMayHaveChanged(peer, before, now, out);
    }

    /** A clear packet came, live or replayed. */
    void receiveRtp(Peer peer, PacketBuffer packet, long now, RouterOutput out) {
        nowNanos = now;
        tap.rtp(peer.transport().id(), packet, now);
        if (incoming.wrap(packet)) {
            peer.receiveRtp(incoming, now, out);
        } else {
            drops.count(DropReason.MALFORMED_RTP);
        }
    }

    /** A clear RTCP packet came, live or replayed. */
    void receiveRtcp(Peer peer, PacketBuffer packet, long now, RouterOutput out) {
        settle(out);
        nowNanos = now;
        traffic.packet(Traffic.Direction.IN, Traffic.Kind.RTCP, packet.length());
        tap.rtcp(peer.transport().id(), packet, now);
        rtcp.receive(peer, packet, now, out);
    }

    /**
     * Does what a command says and answers it: a description for {@code Produce} and {@code
     * Consume}, else null.
     *
     * @throws MediaException when it cannot be done; nothing has changed then
     */
    public @Nullable Object apply(RouterCommand command, long now, RouterOutput out) {
        settle(out);
        nowNanos = now;
        tap.command(command, now);
        return commands.apply(command, now, out);
    }

    /**
     * Consumes a producer that another router of the room has, which is piped here.
     *
     * @throws MediaException when it cannot be done; nothing has changed then
     */
    public ConsumerDescription consume(
            RouterCommand.Consume command, PipeSource source, long now, RouterOutput out) {
        settle(out);
        nowNanos = now;
        tap.piped(now);
        return pipes.consume(command, source, now, out);
    }

    /** Takes what another router of the room says. */
    public void receive(int from, PipeMessage message, long now, RouterOutput out) {
        settle(out);
        nowNanos = now;
        tap.piped(now);
        pipes.receive(from, message, now, out);
    }

    /**
     * Takes a packet of another router's producer, one of several that came together as with {@link
     * #gather}; the parameters are those it was {@linkplain RouterOutput#transmitPiped sent} with.
     */
    public void receivePiped(
            int pipe,
            int stream,
            long extendedSequence,
            PipedAs as,
            PacketBuffer packet,
            long now,
            RouterOutput out) {
        nowNanos = now;
        if (incoming.wrap(packet)) {
            pipes.receive(pipe, stream, extendedSequence, as, incoming, now, out);
        } else {
            drops.count(DropReason.MALFORMED_RTP);
        }
    }

    /** A datagram of the transport's DTLS association wants out. */
    public void transmitHandshake(String transportId, PacketBuffer datagram, RouterOutput out) {
        Peer peer = transports.find(transportId);
        if (peer != null) {
            peer.transport().transmitHandshake(datagram, out);
        }
    }

    /** The DTLS handshake of the transport gave keys. */
    public void handshakeDone(String transportId, SrtpKeys keys, long now, RouterOutput out) {
        settle(out);
        nowNanos = now;
        transports.handshakeDone(transportId, keys, now, out);
    }

    /** The DTLS association of the transport failed or ended. */
    public void handshakeFailed(String transportId, long now, RouterOutput out) {
        settle(out);
        nowNanos = now;
        transports.handshakeFailed(transportId, now, out);
    }

    /** When {@link #onDeadline} wants to be called; {@code Long.MAX_VALUE} is never. */
    public long nextDeadlineNanos() {
        return deadlines.nextDeadlineNanos();
    }

    /** Time has passed. */
    public void onDeadline(long now, RouterOutput out) {
        settle(out);
        nowNanos = now;
        tap.deadline(now);
        deadlines.run(now, out);
    }

    /** Why packets went no further. */
    public Drops drops() {
        return drops;
    }

    /** What went in and out, by kind. */
    public Traffic traffic() {
        return traffic;
    }

    /** Transports right now. */
    public int transportCount() {
        return transports.all().size();
    }

    /** Producers right now. */
    public int producerCount() {
        return producers.size() - pipes.open();
    }

    /** Producers of other routers that are piped here right now. */
    public int pipeCount() {
        return pipes.open();
    }

    /** Consumers right now. */
    public int consumerCount() {
        return consumers.size();
    }

    /** What is thought of the receivers' downlinks right now. */
    public Downlinks downlinks() {
        return Downlinks.of(transports.all());
    }

    /** What the router is and did, for people. */
    public RouterStats stats(long now) {
        return stats(now, local -> null);
    }

    /**
     * The same, with our end of each path.
     *
     * @param sockets the name of a socket by a path's local index
     */
    public RouterStats stats(long now, Function<Path, RouterStats.@Nullable SocketName> sockets) {
        return RouterStats.of(transports.all(), place.number(), drops, sockets, now);
    }

    /** The wall clock as NTP, 32.32 fixed point. */
    long ntp(long now) {
        return NtpTime.ofEpochNanos(config.epochNanosAtZero() + now);
    }

    void wantKeyFrame(Consumer consumer, KeyFrameCause cause, long now, RouterOutput out) {
        int stream = consumer.wantedStream();
        if (stream >= 0 && consumer.wants() && consumer.peer().transport().writable()) {
            consumer.producer().wantKeyFrame(stream, cause, now, out);
        }
    }

    Producer producer(String producerId) {
        return found(producers.get(producerId), "producer", producerId);
    }

    static <T> T found(@Nullable T thing, String noun, String id) {
        if (thing == null) {
            throw new MediaException(Reason.NOT_FOUND, "no " + noun + ": " + id);
        }
        return thing;
    }

    RouterConfig config() {
        return config;
    }

    RouterTap tap() {
        return tap;
    }

    Chance chance() {
        return chance;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    RouterPlace place() {
        return place;
    }

    Pipes pipes() {
        return pipes;
    }

    RouterTransports transports() {
        return transports;
    }

    RouterMembers members() {
        return members;
    }

    Speakers speakers() {
        return speakers;
    }

    Map<String, Producer> producers() {
        return producers;
    }

    Map<String, Consumer> consumers() {
        return consumers;
    }

    long nowNanos() {
        return nowNanos;
    }

    Gathering gathering() {
        return gathering;
    }

    PacketPool packetPool() {
        return packetPool;
    }

    Scratch scratch() {
        return scratch;
    }
}
