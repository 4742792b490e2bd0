package foyer.sfu.record;

import foyer.sfu.record.Links.Link;
import foyer.sfu.router.RouterCommand;
import foyer.sfu.router.RouterTap;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;

/** Hashes what a replay sends, as the recorder did with the call, and shows it to a witness. */
final class OutputTap implements RouterTap {
    private final Links links = new Links();
    private final OutputHash hash;
    private final RouterTap witness;

    OutputTap(OutputHash hash, RouterTap witness) {
        this.hash = hash;
        this.witness = witness;
    }

    OutputHash hash() {
        return hash;
    }

    @Override
    public void command(RouterCommand command, long nowNanos) {
        links.learn(command);
        witness.command(command, nowNanos);
    }

    @Override
    public void transmitted(String transportId, PacketBuffer packet, long nowNanos) {
        Link link = links.find(transportId);
        if (link != null) {
            hash.add(link.number(), packet, nowNanos);
        }
        witness.transmitted(transportId, packet, nowNanos);
    }

    @Override
    public void rtp(String transportId, PacketBuffer packet, long nowNanos) {
        witness.rtp(transportId, packet, nowNanos);
    }

    @Override
    public void rtcp(String transportId, PacketBuffer packet, long nowNanos) {
        witness.rtcp(transportId, packet, nowNanos);
    }

    @Override
    public void path(String transportId, PathChange change, Path path, long nowNanos) {
        witness.path(transportId, change, path, nowNanos);
    }

    @Override
    public void handshake(String transportId, HandshakeResult result, long nowNanos) {
        witness.handshake(transportId, result, nowNanos);
    }

    @Override
    public void deadline(long nowNanos) {
        witness.deadline(nowNanos);
    }
}
