package foyer.sfu.record;

import foyer.sfu.record.Links.Link;
import foyer.sfu.router.RouterCommand;
import foyer.sfu.router.RouterTap;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;

/** Sees what a replay sends, as the recorder saw what the call sent. */
final class OutputTap implements RouterTap {
    private final Links links = new Links();
    private final OutputHash hash;

    OutputTap(OutputHash hash) {
        this.hash = hash;
    }

    OutputHash hash() {
        return hash;
    }

    @Override
    public void command(RouterCommand command, long nowNanos) {
        links.learn(command);
    }

    @Override
    public void transmitted(String transportId, PacketBuffer packet, long nowNanos) {
        Link link = links.find(transportId);
        if (link != null) {
            hash.add(link.number(), packet, nowNanos);
        }
    }

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
}
