package foyer.sfu.router;

import foyer.sfu.api.MediaException;
import foyer.sfu.api.MediaException.Reason;
import foyer.sfu.api.RouterEvent;
import foyer.sfu.api.TransportState;
import foyer.sfu.forward.KeyFrameCause;
import foyer.sfu.srtp.Srtp;
import foyer.sfu.transport.WebRtcTransport;
import foyer.sfu.wire.Path;
import foyer.sfu.wire.SrtpKeys;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How transports come, are connected, change their path and go. */
final class RouterTransports {
    private final Router router;
    private final Srtp srtp;
    private final Map<String, Peer> peers = new LinkedHashMap<>();
    private final Map<String, TransportState> toldStates = new HashMap<>();

    RouterTransports(Router router, Srtp srtp) {
        this.router = router;
        this.srtp = srtp;
    }

    void create(RouterCommand.CreateTransport command, RouterOutput out) {
        if (peers.containsKey(command.transportId())) {
            throw new MediaException(Reason.INVALID, "transport exists: " + command.transportId());
        }
        WebRtcTransport transport =
                new WebRtcTransport(
                        command.transportId(), command.credentials(), srtp, router.drops(), out);
        Peer peer = new Peer(router, transport);
        peers.put(transport.id(), peer);
        router.deadlines().update(peer);
        stateChanged(peer, out);
    }

    void close(Peer peer, RouterOutput out) {
        router.members().closeAll(peer, out);
        router.deadlines().remove(peer);
        router.deadlines().remove(peer.reports());
        router.deadlines().remove(peer.feedback());
        peer.downlink().close();
        peers.remove(peer.transport().id());
        peer.transport().close(out);
        stateChanged(peer, out);
        toldStates.remove(peer.transport().id());
    }

    void closeAll(RouterOutput out) {
        while (!peers.isEmpty()) {
            close(peers.values().iterator().next(), out);
        }
    }

    void pathMayHaveChanged(Peer peer, @Nullable Path before, long now, RouterOutput out) {
        Path after = peer.transport().selectedPath();
        if (!Objects.equals(after, before)) {
            router.settle(out);
        }
        if (after != null && !after.equals(before)) {
            router.tap().path(peer.transport().id(), RouterTap.PathChange.SELECTED, after, now);
            if (before != null) {
                peer.downlink().pathChanged(now);
            }
            if (before == null && peer.transport().writable()) {
                reachable(peer, now, out);
            }
        } else if (after == null && before != null) {
            router.tap().path(peer.transport().id(), RouterTap.PathChange.LOST, before, now);
        }
        router.deadlines().update(peer);
        stateChanged(peer, out);
    }

    /** See {@link Router#handshakeDone}. */
    void handshakeDone(String transportId, SrtpKeys keys, long now, RouterOutput out) {
        Peer peer = peers.get(transportId);
        if (peer == null) {
            return;
        }
        router.tap().handshake(transportId, RouterTap.HandshakeResult.CONNECTED, now);
        peer.transport().connected(keys);
        stateChanged(peer, out);
        reachable(peer, now, out);
    }

    /** From now on media gets to the peer: each of its pictures has to begin. */
    private void reachable(Peer peer, long now, RouterOutput out) {
        for (Consumer consumer : peer.consumers()) {
            consumer.producer().aim(consumer, KeyFrameCause.NEW_CONSUMER, now, out);
            router.wantKeyFrame(consumer, KeyFrameCause.NEW_CONSUMER, now, out);
        }
    }

    /** See {@link Router#handshakeFailed}. */
    void handshakeFailed(String transportId, long now, RouterOutput out) {
        Peer peer = peers.get(transportId);
        if (peer != null) {
            router.tap().handshake(transportId, RouterTap.HandshakeResult.FAILED, now);
            peer.transport().failed();
            stateChanged(peer, out);
        }
    }

    void stateChanged(Peer peer, RouterOutput out) {
        TransportState state = peer.transport().state();
        if (toldStates.put(peer.transport().id(), state) != state) {
            out.event(new RouterEvent.TransportStateChanged(peer.transport().id(), state));
        }
    }

    @Nullable Peer find(String transportId) {
        return peers.get(transportId);
    }

    Peer peer(String transportId) {
        return Router.found(peers.get(transportId), "transport", transportId);
    }

    /** In the order in which they came. */
    Collection<Peer> all() {
        return peers.values();
    }
}
