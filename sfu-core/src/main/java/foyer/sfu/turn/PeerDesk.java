package foyer.sfu.turn;

import foyer.sfu.wire.PacketBuffer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers CreatePermission and ChannelBind (RFC 8656 10 and 12). */
final class PeerDesk {
    private final RelayPeers peers;
    private final Answers answers;
    private final TurnCounts counts;

    PeerDesk(RelayPeers peers, Answers answers, TurnCounts counts) {
        this.peers = peers;
        this.answers = answers;
        this.counts = counts;
    }

    /** All of the addresses, or none. */
    PacketBuffer createPermission(TurnRequest request, Allocation allocation, long nowNanos) {
        TurnMessage message = request.message();
        List<InetAddress> permitted = new ArrayList<>();
        int at = message.find(TurnFormat.XOR_PEER_ADDRESS);
        if (at == TurnMessage.ABSENT) {
            return refuse(request, TurnFormat.BAD_REQUEST);
        }
        while (at != TurnMessage.ABSENT) {
            InetSocketAddress address = message.address(at);
            // RFC 8656 10.2: the port does not matter here; it does when something is sent
            int hindrance = hindrance(address, allocation);
            if (address == null || hindrance != 0) {
                return refuse(request, hindrance);
            }
            permitted.add(address.getAddress());
            at = message.findNext(at, TurnFormat.XOR_PEER_ADDRESS);
        }
        permitted.forEach(address -> allocation.permit(address, nowNanos));
        return answers.done(request);
    }

    private int hindrance(@Nullable InetSocketAddress address, Allocation allocation) {
        if (address == null) {
            return TurnFormat.BAD_REQUEST;
        }
        if (AllocationDesk.family(address.getAddress())
                != AllocationDesk.family(allocation.relayed().getAddress())) {
            return TurnFormat.PEER_FAMILY_MISMATCH;
        }
        return peers.hasAddress(address.getAddress()) ? 0 : TurnFormat.FORBIDDEN;
    }

    PacketBuffer bindChannel(TurnRequest request, Allocation allocation, long nowNanos) {
        TurnMessage message = request.message();
        int channelAt = message.find(TurnFormat.CHANNEL_NUMBER);
        int peerAt = message.find(TurnFormat.XOR_PEER_ADDRESS);
        InetSocketAddress address = peerAt == TurnMessage.ABSENT ? null : message.address(peerAt);
        int number =
                channelAt == TurnMessage.ABSENT || message.valueBytes(channelAt) != 4
                        ? 0
                        : message.packet().u16(channelAt);
        int hindrance = hindrance(address, allocation);
        if (hindrance != 0) {
            return refuse(request, hindrance);
        }
        RelayPeer peer = address == null ? null : peers.find(address);
        if (peer == null) {
            return refuse(request, TurnFormat.FORBIDDEN);
        }
        boolean bound =
                number >= TurnFormat.FIRST_CHANNEL
                        && number <= TurnFormat.LAST_CHANNEL
                        && allocation.bind(number, peer, nowNanos);
        return bound ? answers.done(request) : refuse(request, TurnFormat.BAD_REQUEST);
    }

    private PacketBuffer refuse(TurnRequest request, int code) {
        counts.refused(
                switch (code) {
                    case TurnFormat.FORBIDDEN -> TurnRefusal.FORBIDDEN_PEER;
                    case TurnFormat.PEER_FAMILY_MISMATCH -> TurnRefusal.MISMATCH;
                    default -> TurnRefusal.MALFORMED;
                });
        return answers.error(request, code);
    }
}
