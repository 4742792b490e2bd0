package foyer.sfu.router;

import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;

/**
 * Sees everything that goes into a router and comes out of it, clear and after authentication: with
 * it a call can be recorded without keys, and compared with its replay. Buffers are valid until the
 * method returns.
 */
public interface RouterTap {
    /** Sees nothing. */
    RouterTap NONE =
            new RouterTap() {
                @Override
                public void command(RouterCommand command, long nowNanos) {}

                @Override
                public void rtp(String transportId, PacketBuffer packet, long nowNanos) {}

                @Override
                public void rtcp(String transportId, PacketBuffer packet, long nowNanos) {}

                @Override
                public void path(String transportId, PathChange change, Path path, long nowNanos) {}

                @Override
                public void handshake(String transportId, HandshakeResult result, long nowNanos) {}

                @Override
                public void deadline(long nowNanos) {}

                @Override
                public void transmitted(String transportId, PacketBuffer packet, long nowNanos) {}
            };

    /** What became of a path. */
    enum PathChange {
        SELECTED,
        LOST
    }

    /** What became of a DTLS association. */
    enum HandshakeResult {
        CONNECTED,
        FAILED
    }

    void command(RouterCommand command, long nowNanos);

    void rtp(String transportId, PacketBuffer packet, long nowNanos);

    void rtcp(String transportId, PacketBuffer packet, long nowNanos);

    void path(String transportId, PathChange change, Path path, long nowNanos);

    void handshake(String transportId, HandshakeResult result, long nowNanos);

    void deadline(long nowNanos);

    /** From now on something comes from other routers of the room, which is not shown here. */
    default void piped(long nowNanos) {}

    /**
     * A clear RTP or RTCP packet goes out. One that is sent again as it was protected before is not
     * seen: it says nothing new.
     */
    void transmitted(String transportId, PacketBuffer packet, long nowNanos);
}
