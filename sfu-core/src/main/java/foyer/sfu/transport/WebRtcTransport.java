package foyer.sfu.transport;

import foyer.sfu.api.DtlsParameters;
import foyer.sfu.api.IceParameters;
import foyer.sfu.api.MediaException;
import foyer.sfu.api.TransportState;
import foyer.sfu.ice.IceAgent;
import foyer.sfu.ice.IceOutput;
import foyer.sfu.srtp.Srtp;
import foyer.sfu.srtp.SrtpContext;
import foyer.sfu.srtp.SrtpResult;
import foyer.sfu.wire.DropReason;
import foyer.sfu.wire.Drops;
import foyer.sfu.wire.NativePacket;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import foyer.sfu.wire.SrtpKeys;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One peer's path and keys: ICE-lite, the DTLS association's outcome, SRTP. Datagrams become clear
 * packets here and clear packets datagrams; what is in them is the router's matter.
 */
public final class WebRtcTransport {
    private final String id;
    private final IceAgent ice;
    private final Drops drops;
    private final Set<String> userNames = new HashSet<>();
    private @Nullable DtlsParameters remoteDtls;
    private final Srtp room;
    private @Nullable SrtpContext srtp;
    private @Nullable Path replayedPath;
    private TransportState state = TransportState.NEW;

    public WebRtcTransport(
            String id, IceParameters credentials, Srtp room, Drops drops, TransportOutput out) {
        this.id = id;
        this.room = room;
        this.ice = new IceAgent(credentials);
        this.drops = drops;
        announceUserNames(out);
    }

    public String id() {
        return id;
    }

    public TransportState state() {
        return state;
    }

    /** How far ICE is, in mediasoup v3's words. */
    public String iceState() {
        return state == TransportState.CLOSED ? "closed" : word(ice.state());
    }

    /** How far DTLS is, in mediasoup v3's words. */
    public String dtlsState() {
        return switch (state) {
            case FAILED -> "failed";
            case CLOSED -> "closed";
            case NEW, CONNECTING, CONNECTED, DISCONNECTED ->
                    srtp != null ? "connected" : remoteDtls == null ? "new" : "connecting";
        };
    }

    private static String word(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** True when media can be sent. */
    public boolean writable() {
        return srtp != null && selectedPath() != null;
    }

    public @Nullable Path selectedPath() {
        Path path = ice.selectedPath();
        return path != null ? path : replayedPath;
    }

    /** Takes a datagram; RTP and RTCP are clear in the same buffer afterwards. */
    public Received receive(PacketBuffer packet, Path path, long nowNanos, TransportOutput out) {
        // RFC 7983 7: the first byte tells the protocols apart.
        int first = packet.u8(0);
        if (first < 4) {
            receiveCheck(packet, path, nowNanos, out);
            return Received.NOTHING;
        }
        if (!ice.knows(path)) {
            return dropped(DropReason.UNKNOWN_SOURCE);
        }
        if (first >= 20 && first < 64) {
            return receiveHandshake(packet, out);
        }
        if (first >= 128 && first < 192) {
            return unprotect(packet);
        }
        return dropped(DropReason.UNKNOWN_PROTOCOL);
    }

    private void receiveCheck(PacketBuffer packet, Path path, long nowNanos, TransportOutput out) {
        DropReason reason = ice.receive(packet, path, nowNanos, new IceExits(out));
        if (reason != null) {
            drops.count(reason);
        }
        announceUserNames(out);
        updateState();
    }

    private Received receiveHandshake(PacketBuffer packet, TransportOutput out) {
        if (remoteDtls == null) {
            return dropped(DropReason.NOT_CONNECTED);
        }
        out.handshakeReceived(id, packet.copy());
        return Received.NOTHING;
    }

    private Received unprotect(PacketBuffer packet) {
        SrtpContext context = srtp;
        if (context == null) {
            return dropped(DropReason.NOT_CONNECTED);
        }
        if (packet.length() < 8) {
            return dropped(DropReason.TRUNCATED);
        }
        // RFC 5761 4: packet types 192 to 223 are RTCP.
        int type = packet.u8(1);
        boolean rtcp = type >= 192 && type < 224;
        SrtpResult result = rtcp ? context.unprotectRtcp(packet) : context.unprotectRtp(packet);
        return switch (result) {
            case OK -> rtcp ? Received.RTCP : Received.RTP;
            case AUTHENTICATION_FAILED -> dropped(DropReason.SRTP_AUTHENTICATION);
            case REPLAYED -> dropped(DropReason.SRTP_REPLAY);
            case MALFORMED -> dropped(DropReason.TRUNCATED);
        };
    }

    private Received dropped(DropReason reason) {
        drops.count(reason);
        return Received.NOTHING;
    }

    /**
     * Protects a clear RTP packet and sends it: into its place among those that leave where there
     * is one, else in place.
     *
     * @return false when the peer cannot be reached
     */
    public boolean transmitRtp(PacketBuffer packet, TransportOutput out) {
        SrtpContext context = srtp;
        Path path = selectedPath();
        if (context == null || path == null) {
            return false;
        }
        NativePacket place = out.place(path, packet.length() + Srtp.MAX_OVERHEAD);
        if (place == null) {
            return transmitInPlace(packet, out);
        }
        if (context.protectRtp(packet, place) != SrtpResult.OK) {
            return false;
        }
        out.transmitPlaced(path);
        return true;
    }

    /**
     * Protects a clear RTP packet in place and sends it: for who keeps it as it was sent.
     *
     * @return false when the peer cannot be reached
     */
    public boolean transmitInPlace(PacketBuffer packet, TransportOutput out) {
        SrtpContext context = srtp;
        Path path = selectedPath();
        if (context == null || path == null || context.protectRtp(packet) != SrtpResult.OK) {
            return false;
        }
        out.transmit(packet, path);
        return true;
    }

    /** Sends an RTP packet again that was protected before. */
    public void transmitAgain(PacketBuffer datagram, TransportOutput out) {
        Path path = selectedPath();
        if (path != null) {
            out.transmit(datagram, path);
        }
    }

    /**
     * Protects a clear RTCP packet in place and sends it; false when the peer cannot be reached.
     */
    public boolean transmitRtcp(PacketBuffer packet, TransportOutput out) {
        SrtpContext context = srtp;
        Path path = selectedPath();
        if (context == null || path == null || context.protectRtcp(packet) != SrtpResult.OK) {
            return false;
        }
        out.transmit(packet, path);
        return true;
    }

    /** Sets the client's DTLS parameters and opens the association. */
    public void connect(DtlsParameters remote, TransportOutput out) {
        if (remoteDtls != null) {
            throw new MediaException(
                    MediaException.Reason.INVALID, "transport " + id + " is connected already");
        }
        remoteDtls = remote;
        out.startHandshake(id, remote);
    }

    /** A datagram of the DTLS association wants out. */
    public void transmitHandshake(PacketBuffer datagram, TransportOutput out) {
        Path path = selectedPath();
        if (path != null) {
            out.transmit(datagram, path);
        }
    }

    /** The handshake gave keys. */
    public void connected(SrtpKeys keys) {
        forgetKeys();
        srtp = room.context(keys);
        updateState();
    }

    /** In a replay, where no checks come: the path that had been selected, null for none. */
    public void replayPath(@Nullable Path path) {
        replayedPath = path;
        updateState();
    }

    /** The handshake failed, or the peer ended the association. */
    public void failed() {
        forgetKeys();
        state = TransportState.FAILED;
    }

    /** New credentials; the old ones answer until the new ones are used. */
    public void restartIce(IceParameters fresh, TransportOutput out) {
        ice.restart(fresh);
        announceUserNames(out);
    }

    public long nextDeadlineNanos() {
        return ice.nextDeadlineNanos();
    }

    public void onDeadline(long nowNanos, TransportOutput out) {
        ice.onDeadline(nowNanos, new IceExits(out));
        announceUserNames(out);
        updateState();
    }

    /** A path's socket is closed: a TCP connection has ended. */
    public void pathClosed(Path path, TransportOutput out) {
        ice.pathClosed(path, new IceExits(out));
        updateState();
    }

    /** Ends the transport; its paths and user names are free. */
    public void close(TransportOutput out) {
        for (Path path : ice.paths()) {
            out.pathRemoved(path);
        }
        userNames.forEach(out::userNameRemoved);
        userNames.clear();
        out.stopHandshake(id);
        forgetKeys();
        state = TransportState.CLOSED;
    }

    private void forgetKeys() {
        SrtpContext context = srtp;
        srtp = null;
        if (context != null) {
            context.close();
        }
    }

    private void updateState() {
        if (state == TransportState.FAILED || state == TransportState.CLOSED) {
            return;
        }
        boolean reachable = selectedPath() != null;
        state =
                switch (state) {
                    case NEW -> reachable ? afterPath() : TransportState.NEW;
                    case CONNECTING, CONNECTED, DISCONNECTED ->
                            reachable ? afterPath() : TransportState.DISCONNECTED;
                    case FAILED, CLOSED -> state;
                };
    }

    private TransportState afterPath() {
        return srtp == null ? TransportState.CONNECTING : TransportState.CONNECTED;
    }

    private void announceUserNames(TransportOutput out) {
        List<String> current = ice.usernameFragments();
        if (userNames.size() == current.size() && userNames.containsAll(current)) {
            return;
        }
        for (String name : current) {
            if (userNames.add(name)) {
                out.userNameAdded(id, name);
            }
        }
        userNames.removeIf(name -> {
            boolean gone = !current.contains(name);
            if (gone) {
                out.userNameRemoved(name);
            }
            return gone;
        });
    }

    /** The agent's exits for the length of one call. */
    private final class IceExits implements IceOutput {
        private final TransportOutput out;

        IceExits(TransportOutput out) {
            this.out = out;
        }

        @Override
        public void transmit(PacketBuffer packet, Path path) {
            out.transmit(packet, path);
        }

        @Override
        public void pathAdded(Path path) {
            out.pathAdded(id, path);
        }

        @Override
        public void pathRemoved(Path path) {
            out.pathRemoved(path);
        }

        @Override
        public void selected(Path path) {
            // Read from the agent where it matters.
        }

        @Override
        public void disconnected() {
            // The state follows from the missing path.
        }
    }
}
