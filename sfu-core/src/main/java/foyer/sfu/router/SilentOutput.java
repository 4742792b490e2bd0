package foyer.sfu.router;

import foyer.sfu.api.DtlsParameters;
import foyer.sfu.api.RouterEvent;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;

/** Nobody is at the other end, as of a replay; to be extended by who listens to a part of it. */
public class SilentOutput implements RouterOutput {
    @Override
    public void event(RouterEvent event) {}

    @Override
    public void transmit(PacketBuffer datagram, Path path) {}

    @Override
    public void startHandshake(String transportId, DtlsParameters remote) {}

    @Override
    public void handshakeReceived(String transportId, byte[] datagram) {}

    @Override
    public void stopHandshake(String transportId) {}

    @Override
    public void pathAdded(String transportId, Path path) {}

    @Override
    public void pathRemoved(Path path) {}

    @Override
    public void userNameAdded(String transportId, String usernameFragment) {}

    @Override
    public void userNameRemoved(String usernameFragment) {}
}
