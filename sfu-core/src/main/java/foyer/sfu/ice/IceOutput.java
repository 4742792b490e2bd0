package foyer.sfu.ice;

import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;

/** Where an agent's answers and decisions go; passed per call, never stored. */
public interface IceOutput {
    /** Sends one datagram; the packet is valid until this method returns. */
    void transmit(PacketBuffer packet, Path path);

    /** Packets of this path now belong to this agent. */
    void pathAdded(Path path);

    /** Packets of this path no longer belong to this agent. */
    void pathRemoved(Path path);

    /** Everything is to be sent on this path from now on. */
    void selected(Path path);

    /** The peer has fallen silent; all its paths are gone. */
    void disconnected();
}
