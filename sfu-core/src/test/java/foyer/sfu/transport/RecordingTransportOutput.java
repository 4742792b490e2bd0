package foyer.sfu.transport;

import foyer.sfu.api.DtlsParameters;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a transport puts out; paths are told by their port. */
final class RecordingTransportOutput implements TransportOutput {
    final List<String> said = new ArrayList<>();
    final List<byte[]> datagrams = new ArrayList<>();
    final List<byte[]> handshakes = new ArrayList<>();

    PacketBuffer lastDatagram() {
        return PacketBuffer.wrap(datagrams.getLast());
    }

    @Override
    public void transmit(PacketBuffer datagram, Path path) {
        datagrams.add(datagram.copy());
        said.add("sent to " + path.remote().getPort());
    }

    @Override
    public void startHandshake(String transportId, DtlsParameters remote) {
        said.add("handshake started");
    }

    @Override
    public void handshakeReceived(String transportId, byte[] datagram) {
        handshakes.add(datagram);
        said.add("handshake " + datagram.length + " bytes");
    }

    @Override
    public void stopHandshake(String transportId) {
        said.add("handshake stopped");
    }

    @Override
    public void pathAdded(String transportId, Path path) {
        said.add("path added " + path.remote().getPort());
    }

    @Override
    public void pathRemoved(Path path) {
        said.add("path removed " + path.remote().getPort());
    }

    @Override
    public void userNameAdded(String transportId, String usernameFragment) {
        said.add("user added " + usernameFragment);
    }

    @Override
    public void userNameRemoved(String usernameFragment) {
        said.add("user removed " + usernameFragment);
    }
}
