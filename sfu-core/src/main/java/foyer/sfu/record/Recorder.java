package foyer.sfu.record;

import foyer.sfu.record.Links.Link;
import foyer.sfu.router.RouterCommand;
import foyer.sfu.router.RouterConfig;
import foyer.sfu.router.RouterTap;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import org.jspecify.annotations.Nullable;

/**
 * Records a room while it runs: what was decided from its beginning, of packets as many of the
 * newest as have room. Give it to the router it is made for, before the first command. Allocates
 * nothing for a packet once its memory is filled.
 */
public final class Recorder implements RouterTap {
    /** The least that commands, paths and handshakes may take. */
    private static final int MIN_CONTROL_BYTES = 1 << 17;

    private final RouterConfig config;
    private final Payloads payloads;
    private final Links links = new Links();
    private final PacketRing ring;
    private final ControlLog control;
    private final OutputHash hash;

    /**
     * A recorder of about so many bytes of packets, in steps of 64 KiB, and half as many of
     * commands.
     */
    public Recorder(RouterConfig config, int packetBytes, Payloads payloads) {
        this.config = config;
        this.payloads = payloads;
        this.ring = new PacketRing(packetBytes);
        this.control =
                new ControlLog(config.capabilities(), Math.max(MIN_CONTROL_BYTES, packetBytes / 2));
        this.hash = new OutputHash(config.capabilities(), payloads);
    }

    /** What is recorded by now, in memory of its own. Not from within the router. */
    public Recording recording() {
        return new Recording(
                config,
                payloads,
                control.ended() ? Recording.End.CONTROL_FULL : Recording.End.LIVE,
                hash.outputs(),
                hash.value(),
                control.copy(),
                ring.copy());
    }

    @Override
    public void command(RouterCommand command, long nowNanos) {
        if (!control.ended()) {
            control.command(command, ring.entries(), nowNanos);
            links.learn(command);
        }
    }

    @Override
    public void rtp(String transportId, PacketBuffer packet, long nowNanos) {
        Link link = link(transportId);
        if (link != null) {
            ring.rtp(link.number(), packet, kept(link, packet), nowNanos);
        }
    }

    private int kept(Link link, PacketBuffer packet) {
        if (payloads == Payloads.ALL || packet.length() < 2) {
            return packet.length();
        }
        int bytes = RtpHead.bytes(packet) + link.payloadBytes(packet.u8(1) & 0x7f);
        return Math.min(bytes, packet.length());
    }

    @Override
    public void rtcp(String transportId, PacketBuffer packet, long nowNanos) {
        Link link = link(transportId);
        if (link != null) {
            ring.rtcp(link.number(), packet, nowNanos);
        }
    }

    @Override
    public void path(String transportId, PathChange change, Path path, long nowNanos) {
        outcome(
                transportId,
                change == PathChange.SELECTED ? ControlLog.PATH_SELECTED : ControlLog.PATH_LOST,
                nowNanos);
    }

    @Override
    public void handshake(String transportId, HandshakeResult result, long nowNanos) {
        outcome(
                transportId,
                result == HandshakeResult.CONNECTED ? ControlLog.CONNECTED : ControlLog.FAILED,
                nowNanos);
    }

    private void outcome(String transportId, int kind, long nowNanos) {
        Link link = link(transportId);
        if (link != null) {
            control.outcome(kind, link.number(), ring.entries(), nowNanos);
        }
    }

    @Override
    public void deadline(long nowNanos) {
        if (!control.ended()) {
            ring.deadline(nowNanos);
        }
    }

    /** A part of a room cannot be played again without the others: what was is kept. */
    @Override
    public void piped(long nowNanos) {
        control.end();
    }

    @Override
    public void transmitted(String transportId, PacketBuffer packet, long nowNanos) {
        Link link = link(transportId);
        if (link != null) {
            hash.add(link.number(), packet, nowNanos);
        }
    }

    /** Null when nothing more is recorded. */
    private @Nullable Link link(String transportId) {
        return control.ended() ? null : links.find(transportId);
    }
}
