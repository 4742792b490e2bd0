package foyer.sfu.ice;

import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import java.util.ArrayList;
import java.util.List;

/** Keeps what an agent says; packets are copied, because they are lent. */
final class RecordingIceOutput implements IceOutput {
    final List<PacketBuffer> packets = new ArrayList<>();
    final List<Path> packetPaths = new ArrayList<>();
    final List<String> events = new ArrayList<>();

    @Override
    public void transmit(PacketBuffer packet, Path path) {
        packets.add(PacketBuffer.wrap(packet.copy()));
        packetPaths.add(path);
    }

    @Override
    public void pathAdded(Path path) {
        events.add("added " + path.remote().getPort());
    }

    @Override
    public void pathRemoved(Path path) {
        events.add("removed " + path.remote().getPort());
    }

    @Override
    public void selected(Path path) {
        events.add("selected " + path.remote().getPort());
    }

    @Override
    public void disconnected() {
        events.add("disconnected");
    }

    PacketBuffer lastPacket() {
        return packets.getLast();
    }

    StunAnswer lastAnswer() {
        return new StunAnswer(lastPacket());
    }
}
