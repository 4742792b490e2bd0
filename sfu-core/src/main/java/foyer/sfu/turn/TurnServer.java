package foyer.sfu.turn;

import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import foyer.sfu.wire.TransportProtocol;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * The server: who may allocate, what is relayed where (RFC 8656). Relayed addresses are names of
 * allocations: nobody but the listed peers ever sends to one, and these are reached from sockets
 * that the output has.
 */
public final class TurnServer {
    private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final RelayPeers peers;
    private final Authenticator authenticator;
    private final Allocations allocations;
    private final AllocationDesk allocationDesk;
    private final PeerDesk peerDesk;
    private final Answers answers;
    private final Throttle throttle;
    private final TurnCounts counts = new TurnCounts();
    private final RelayedChecks checks = new RelayedChecks();
    private final PacketBuffer payload = PacketBuffer.allocate(0);
    private long epochSeconds;
    private long nextSweepNanos = Long.MAX_VALUE;

    /**
     * A server without allocations.
     *
     * @param random must not be guessable
     * @param epochSeconds see {@link #tellTime}
     */
    public TurnServer(TurnConfig config, RandomGenerator random, long epochSeconds, long nowNanos) {
        this.peers = config.peers();
        this.authenticator = new Authenticator(config, random);
        this.answers = new Answers(authenticator.nonces(), config.realm());
        this.allocations = new Allocations(config.limits(), random);
        this.allocationDesk =
                new AllocationDesk(allocations, config.relayedAddresses(), answers, counts);
        this.peerDesk = new PeerDesk(peers, answers, counts);
        this.throttle = new Throttle(nowNanos);
        this.epochSeconds = epochSeconds;
    }

    /** What a clock on the wall shows, in seconds since 1970, by which user names expire. */
    public void tellTime(long newEpochSeconds) {
        epochSeconds = newEpochSeconds;
    }

    /** A datagram, or a frame of a connection, came from a client. */
    public void receive(PacketBuffer packet, Path client, long nowNanos, TurnOutput out) {
        if (isChannelData(packet)) {
            channelData(packet, client, nowNanos, out);
            return;
        }
        TurnMessage message = TurnMessage.parse(packet);
        if (message == null || !Integrity.fingerprintHolds(message)) {
            counts.refused(TurnRefusal.MALFORMED);
            return;
        }
        switch (message.messageClass()) {
            case TurnFormat.REQUEST -> request(message, client, nowNanos, out);
            case TurnFormat.INDICATION -> indication(message, client, nowNanos, out);
            // Nobody asked for an answer.
            default -> counts.refused(TurnRefusal.MALFORMED);
        }
    }

    /** RFC 8656 12: the first two bits are 01. */
    private static boolean isChannelData(PacketBuffer packet) {
        return packet.length() >= TurnFormat.CHANNEL_HEADER_BYTES && packet.u8(0) >>> 6 == 1;
    }

    private void request(TurnMessage message, Path client, long nowNanos, TurnOutput out) {
        if (message.method() == TurnFormat.BINDING) {
            stranger(client, nowNanos, out, answers.bound(message, client));
            return;
        }
        Authenticator.Verdict verdict = authenticator.look(message, client, nowNanos);
        TurnRequest known = verdict.request();
        if (known != null) {
            out.toClient(client, answer(known, nowNanos, out));
            return;
        }
        if (verdict.reason() != null) {
            counts.refused(verdict.reason());
        }
        stranger(
                client,
                nowNanos,
                out,
                verdict.code() == TurnFormat.BAD_REQUEST
                        ? answers.error(message, verdict.code())
                        : answers.challenge(message, client, verdict.code(), nowNanos));
    }

    private void stranger(Path client, long nowNanos, TurnOutput out, PacketBuffer answer) {
        // Who has a connection has shown an address.
        if (client.protocol() == TransportProtocol.UDP
                && !throttle.mayAnswer(client.remote().getAddress(), nowNanos)) {
            counts.refused(TurnRefusal.TOO_MANY_STRANGERS);
            return;
        }
        out.toClient(client, answer);
    }

    private PacketBuffer answer(TurnRequest request, long nowNanos, TurnOutput out) {
        int[] unknown = request.message().unknownAttributes();
        if (unknown.length > 0) {
            counts.refused(TurnRefusal.UNSUPPORTED);
            return answers.unknown(request, unknown);
        }
        int method = request.message().method();
        if (method == TurnFormat.ALLOCATE) {
            PacketBuffer answer = allocationDesk.allocate(request, epochSeconds, nowNanos, out);
            sweepLater(nowNanos);
            return answer;
        }
        Allocation allocation = allocations.of(request.client(), nowNanos);
        if (allocation == null) {
            counts.refused(TurnRefusal.MISMATCH);
            return answers.error(request, TurnFormat.ALLOCATION_MISMATCH);
        }
        if (!allocation.user().name().equals(request.user().name())) {
            counts.refused(TurnRefusal.MISMATCH);
            return answers.error(request, TurnFormat.WRONG_CREDENTIALS);
        }
        return switch (method) {
            case TurnFormat.REFRESH -> allocationDesk.refresh(request, allocation, nowNanos, out);
            case TurnFormat.CREATE_PERMISSION ->
                    peerDesk.createPermission(request, allocation, nowNanos);
            case TurnFormat.CHANNEL_BIND -> peerDesk.bindChannel(request, allocation, nowNanos);
            default -> {
                counts.refused(TurnRefusal.UNSUPPORTED);
                yield answers.error(request, TurnFormat.BAD_REQUEST);
            }
        };
    }

    /** RFC 8656 11.2: what cannot be relayed is discarded silently. */
    private void indication(TurnMessage message, Path client, long nowNanos, TurnOutput out) {
        if (message.method() != TurnFormat.SEND) {
            // A Binding indication keeps a NAT's mapping alive.
            return;
        }
        Allocation allocation = allocations.of(client, nowNanos);
        int peerAt = message.find(TurnFormat.XOR_PEER_ADDRESS);
        int dataAt = message.find(TurnFormat.DATA);
        boolean whole = peerAt != TurnMessage.ABSENT && dataAt != TurnMessage.ABSENT;
        InetSocketAddress address = whole ? message.address(peerAt) : null;
        if (allocation == null || address == null || message.unknownAttributes().length > 0) {
            counts.refused(allocation == null ? TurnRefusal.MISMATCH : TurnRefusal.MALFORMED);
            return;
        }
        RelayPeer peer = peers.find(address);
        boolean permitted = allocation.permits(address.getAddress(), nowNanos);
        if (peer == null || !permitted) {
            counts.refused(permitted ? TurnRefusal.FORBIDDEN_PEER : TurnRefusal.NO_PERMISSION);
            return;
        }
        send(
                allocation,
                peer,
                view(message.packet(), dataAt, message.valueBytes(dataAt)),
                nowNanos,
                out);
    }

    private void channelData(PacketBuffer packet, Path client, long nowNanos, TurnOutput out) {
        int length = packet.u16(2);
        Allocation allocation = allocations.of(client, nowNanos);
        if (allocation == null || TurnFormat.CHANNEL_HEADER_BYTES + length > packet.length()) {
            counts.refused(allocation == null ? TurnRefusal.MISMATCH : TurnRefusal.MALFORMED);
            return;
        }
        RelayPeer peer = allocation.peerOf(packet.u16(0), nowNanos);
        if (peer == null) {
            counts.refused(TurnRefusal.NO_PERMISSION);
            return;
        }
        send(
                allocation,
                peer,
                view(packet, TurnFormat.CHANNEL_HEADER_BYTES, length),
                nowNanos,
                out);
    }

    private void send(
            Allocation allocation,
            RelayPeer peer,
            PacketBuffer data,
            long nowNanos,
            TurnOutput out) {
        if (!allocation.mayPass(TurnDirection.TO_PEER, data.length(), nowNanos)) {
            counts.refused(TurnRefusal.BANDWIDTH);
            return;
        }
        counts.relayed(TurnDirection.TO_PEER, data.length());
        out.toPeer(allocation, peer, checks.named(data, allocation.relayed()));
    }

    private PacketBuffer view(PacketBuffer packet, int at, int bytes) {
        return payload.rewrap(packet.array(), packet.offset() + at, bytes);
    }

    /**
     * A datagram came from a peer to an allocation's socket; the caller made sure that it is this
     * peer's target that it came from.
     */
    public void relay(
            Allocation allocation,
            RelayPeer peer,
            PacketBuffer data,
            long nowNanos,
            TurnOutput out) {
        Path client = allocation.client();
        if (!allocation.equals(allocations.of(client, nowNanos))) {
            counts.refused(TurnRefusal.MISMATCH);
            return;
        }
        if (!allocation.permits(peer.address().getAddress(), nowNanos)) {
            counts.refused(TurnRefusal.NO_PERMISSION);
            return;
        }
        if (!allocation.mayPass(TurnDirection.TO_CLIENT, data.length(), nowNanos)) {
            counts.refused(TurnRefusal.BANDWIDTH);
            return;
        }
        counts.relayed(TurnDirection.TO_CLIENT, data.length());
        int channel = allocation.channelOf(peer, nowNanos);
        out.toClient(
                client,
                channel == 0
                        ? answers.data(peer, data)
                        : answers.channelData(channel, data, client));
    }

    /** Whether a client has an allocation: without one nobody needs its connection for long. */
    public boolean hasAllocation(Path client, long nowNanos) {
        return allocations.of(client, nowNanos) != null;
    }

    /** A client's connection ended, and its allocation with it (RFC 8656 5). */
    public void disconnected(Path client, TurnOutput out) {
        allocations.removeOf(client, out);
    }

    /** Ends what is over. */
    public void onDeadline(long nowNanos, TurnOutput out) {
        allocations.removeExpired(nowNanos, out);
        nextSweepNanos = Long.MAX_VALUE;
        sweepLater(nowNanos);
    }

    private void sweepLater(long nowNanos) {
        if (nextSweepNanos == Long.MAX_VALUE && allocations.size() > 0) {
            nextSweepNanos = nowNanos + SWEEP_NANOS;
        }
    }

    /** When something may be over; {@code Long.MAX_VALUE} without allocations. */
    public long nextDeadlineNanos() {
        return nextSweepNanos;
    }

    public TurnStats stats() {
        return counts.stats(allocations);
    }
}
