package foyer.sfu.turn;

import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;

/** What a server does; packets are valid until the method returns, and it must not call back. */
public interface TurnOutput {
    /** Sends a message to a client. */
    void toClient(Path client, PacketBuffer message);

    /** Sends data to a peer, from a socket that is this allocation's and this address' alone. */
    void toPeer(Allocation from, RelayPeer peer, PacketBuffer data);

    /** An allocation is no more, and with it its sockets. */
    void released(Allocation allocation);
}
