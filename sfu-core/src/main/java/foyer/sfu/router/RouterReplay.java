package foyer.sfu.router;

import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import foyer.sfu.wire.SrtpKeys;
import foyer.sfu.wire.SrtpProfile;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A router that is given what a {@link RouterTap} saw, behind authentication: ICE and DTLS do not
 * run, their outcomes are told; from there on the code is that of a live call. What concerns a
 * transport that is not there goes nowhere.
 */
public final class RouterReplay {
    // Who the peer was is not recorded, and nothing depends on it.
    private static final Path SOME_PATH = new Path(0, InetSocketAddress.createUnresolved("", 0));

    // Nobody had the keys recorded. With any, packets are refused and grow as they did.
    private static final SrtpProfile PROFILE = SrtpProfile.AEAD_AES_128_GCM;
    private static final SrtpKeys SOME_KEYS =
            new SrtpKeys(
                    PROFILE,
                    new byte[PROFILE.keyBytes()],
                    new byte[PROFILE.saltBytes()],
                    new byte[PROFILE.keyBytes()],
                    new byte[PROFILE.saltBytes()]);

    private final Router router;

    public RouterReplay(RouterConfig config, RouterTap tap) {
        router = new Router(config, tap);
    }

    /** The router, for its commands, deadlines and figures. */
    public Router router() {
        return router;
    }

    /**
     * A clear RTP packet came; it is changed in place. What it sends leaves when something else
     * happens, or time has passed: see {@link Router#settle}.
     */
    public void rtp(String transportId, PacketBuffer packet, long nowNanos, RouterOutput out) {
        Peer peer = router.transports().find(transportId);
        if (peer != null) {
            router.receiveRtp(peer, packet, nowNanos, out);
        }
    }

    /** A clear RTCP packet came. */
    public void rtcp(String transportId, PacketBuffer packet, long nowNanos, RouterOutput out) {
        Peer peer = router.transports().find(transportId);
        if (peer != null) {
            router.receiveRtcp(peer, packet, nowNanos, out);
        }
    }

    /** A path was selected or lost. */
    public void path(
            String transportId, RouterTap.PathChange change, long nowNanos, RouterOutput out) {
        Peer peer = router.transports().find(transportId);
        if (peer != null) {
            // What came with the check that selects a path goes over it, as it did.
            router.gathering().before(nowNanos, out);
            @Nullable Path before = peer.transport().selectedPath();
            peer.transport().replayPath(change == RouterTap.PathChange.SELECTED ? SOME_PATH : null);
            router.settle(out);
            router.pathMayHaveChanged(peer, before, nowNanos, out);
        }
    }

    /** A handshake ended. */
    public void handshake(
            String transportId, RouterTap.HandshakeResult result, long nowNanos, RouterOutput out) {
        switch (result) {
            case CONNECTED -> router.handshakeDone(transportId, SOME_KEYS, nowNanos, out);
            case FAILED -> router.handshakeFailed(transportId, nowNanos, out);
        }
    }
}
