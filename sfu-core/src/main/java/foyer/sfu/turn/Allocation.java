package foyer.sfu.turn;

import foyer.sfu.wire.Path;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What one client has of the server (RFC 8656 5). For who sees it from outside it is a name. */
public final class Allocation {
    static final long PERMISSION_NANOS = TimeUnit.MINUTES.toNanos(5);
    static final long CHANNEL_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final Path client;
    private final TurnUser user;
    private final InetSocketAddress relayed;
    private final byte[] transactionId;
    private final TokenBucket toPeers;
    private final TokenBucket toClient;
    private final long madeNanos;
    private final Map<InetAddress, Long> permittedUntil = new HashMap<>();
    private final Map<Integer, Channel> channels = new HashMap<>();
    private final Map<RelayPeer, Integer> channelOf = new HashMap<>();
    private long expiresNanos;

    /** A channel, which lives longer than the permission that came with it. */
    private record Channel(RelayPeer peer, long expiresNanos) {}

    Allocation(
            Path client,
            TurnUser user,
            InetSocketAddress relayed,
            byte[] transactionId,
            int bytesPerSecond,
            long nowNanos) {
        this.client = client;
        this.user = user;
        this.relayed = relayed;
        this.transactionId = transactionId;
        this.toPeers = new TokenBucket(bytesPerSecond, bytesPerSecond, nowNanos);
        this.toClient = new TokenBucket(bytesPerSecond, bytesPerSecond, nowNanos);
        this.madeNanos = nowNanos;
    }

    /** Whose it is. */
    public Path client() {
        return client;
    }

    TurnUser user() {
        return user;
    }

    InetSocketAddress relayed() {
        return relayed;
    }

    byte[] transactionId() {
        return transactionId;
    }

    long ageNanos(long nowNanos) {
        return nowNanos - madeNanos;
    }

    void live(long untilNanos) {
        expiresNanos = untilNanos;
    }

    boolean expired(long nowNanos) {
        return nowNanos - expiresNanos >= 0;
    }

    void permit(InetAddress peer, long nowNanos) {
        permittedUntil.put(peer, nowNanos + PERMISSION_NANOS);
    }

    boolean permits(InetAddress peer, long nowNanos) {
        Long untilNanos = permittedUntil.get(peer);
        return untilNanos != null && nowNanos - untilNanos < 0;
    }

    /** Binds a channel, again too; false when it or the peer is bound otherwise. */
    boolean bind(int number, RelayPeer peer, long nowNanos) {
        RelayPeer bound = peerOf(number, nowNanos);
        int other = channelOf(peer, nowNanos);
        if ((bound != null && !bound.equals(peer)) || (other != 0 && other != number)) {
            return false;
        }
        channels.put(number, new Channel(peer, nowNanos + CHANNEL_NANOS));
        channelOf.put(peer, number);
        permit(peer.address().getAddress(), nowNanos);
        return true;
    }

    /** The peer that a channel is bound to, null for none. */
    @Nullable RelayPeer peerOf(int number, long nowNanos) {
        Channel channel = channels.get(number);
        if (channel == null || nowNanos - channel.expiresNanos >= 0) {
            return null;
        }
        return channel.peer;
    }

    /** The channel of a peer, 0 for none. */
    int channelOf(RelayPeer peer, long nowNanos) {
        Integer number = channelOf.get(peer);
        return number != null && peer.equals(peerOf(number, nowNanos)) ? number : 0;
    }

    boolean mayPass(TurnDirection direction, int bytes, long nowNanos) {
        return switch (direction) {
            case TO_PEER -> toPeers.take(bytes, nowNanos);
            case TO_CLIENT -> toClient.take(bytes, nowNanos);
        };
    }
}
