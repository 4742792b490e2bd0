package foyer.sfu.record;

import static foyer.sfu.record.ByteReader.malformed;

import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.record.Links.Link;
import foyer.sfu.router.RouterCommand;
import foyer.sfu.router.RouterTap.HandshakeResult;
import foyer.sfu.router.RouterTap.PathChange;
import foyer.sfu.wire.PacketBuffer;
import java.io.IOException;

/** Tells a recording's inputs in the order in which they came. */
final class Timeline {
    /** Who is told. A packet is valid until the method returns, and may be changed. */
    interface Visitor {
        /** Hears nothing. */
        Visitor NONE =
                new Visitor() {
                    @Override
                    public void command(RouterCommand command, long nowNanos) {}

                    @Override
                    public void path(Link link, PathChange change, long nowNanos) {}

                    @Override
                    public void handshake(Link link, HandshakeResult result, long nowNanos) {}

                    @Override
                    public void rtp(Link link, PacketBuffer packet, long nowNanos) {}

                    @Override
                    public void rtcp(Link link, PacketBuffer packet, long nowNanos) {}

                    @Override
                    public void deadline(long nowNanos) {}
                };

        void command(RouterCommand command, long nowNanos);

        void path(Link link, PathChange change, long nowNanos);

        void handshake(Link link, HandshakeResult result, long nowNanos);

        void rtp(Link link, PacketBuffer packet, long nowNanos);

        void rtcp(Link link, PacketBuffer packet, long nowNanos);

        void deadline(long nowNanos);
    }

    private final Visitor visitor;
    private final Links links = new Links();
    private final PacketBuffer packet = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private final ByteReader control;
    private final ValueReader values;
    private long controlPosition;
    private long controlNanos;

    private Timeline(Recording recording, Visitor visitor) throws IOException {
        this.visitor = visitor;
        this.control = new ByteReader(recording.control());
        this.values = new ValueReader(control);
        values.record(RtpCapabilities.class);
    }

    /**
     * Tells everything.
     *
     * @throws IOException when the recording is damaged
     */
    static void play(Recording recording, Visitor visitor) throws IOException {
        new Timeline(recording, visitor).play(recording);
    }

    private void play(Recording recording) throws IOException {
        boolean pending = nextControl();
        long entry = recording.complete() ? 0 : recording.chunks().getFirst().firstEntry();
        for (Recording.Chunk chunk : recording.chunks()) {
            if (chunk.firstEntry() != entry) {
                throw malformed("a gap before entry " + chunk.firstEntry());
            }
            ByteReader in = new ByteReader(chunk.bytes());
            long nowNanos = chunk.baseNanos();
            while (in.remaining() > 0) {
                while (pending && controlPosition <= entry) {
                    tellControl();
                    pending = nextControl();
                }
                nowNanos += in.zigzag();
                tellEntry(in, nowNanos);
                entry++;
            }
        }
        while (pending) {
            if (controlPosition > entry) {
                throw malformed("control entry at " + controlPosition);
            }
            tellControl();
            pending = nextControl();
        }
    }

    private boolean nextControl() throws IOException {
        if (control.remaining() == 0) {
            return false;
        }
        long step = control.varint();
        controlPosition += step;
        if (step < 0 || controlPosition < 0) {
            throw malformed("control entry at " + controlPosition);
        }
        controlNanos += control.zigzag();
        return true;
    }

    private void tellControl() throws IOException {
        long word = control.varint();
        int kind = (int) (word & 7);
        if (kind == ControlLog.COMMAND) {
            RouterCommand command = values.command();
            links.learn(command);
            visitor.command(command, controlNanos);
            return;
        }
        Link link = link(word >>> 3);
        switch (kind) {
            case ControlLog.PATH_SELECTED -> visitor.path(link, PathChange.SELECTED, controlNanos);
            case ControlLog.PATH_LOST -> visitor.path(link, PathChange.LOST, controlNanos);
            case ControlLog.CONNECTED ->
                    visitor.handshake(link, HandshakeResult.CONNECTED, controlNanos);
            case ControlLog.FAILED -> visitor.handshake(link, HandshakeResult.FAILED, controlNanos);
            default -> throw malformed("control entry: " + kind);
        }
    }

    private void tellEntry(ByteReader in, long nowNanos) throws IOException {
        long word = in.varint();
        switch ((int) (word & 3)) {
            case PacketRing.RTP -> {
                Link link = link(word >>> 2);
                readRtp(in);
                visitor.rtp(link, packet, nowNanos);
            }
            case PacketRing.RTCP -> {
                Link link = link(word >>> 2);
                int length = in.count(packet.capacity(), "packet");
                packet.length(length);
                in.bytes(packet.array(), packet.offset(), length);
                visitor.rtcp(link, packet, nowNanos);
            }
            case PacketRing.DEADLINE -> visitor.deadline(nowNanos);
            default -> throw malformed("entry: " + word);
        }
    }

    /** What was not kept of the packet is zeros. */
    private void readRtp(ByteReader in) throws IOException {
        int length = in.count(packet.capacity(), "packet");
        int kept = in.count(length, "kept");
        packet.length(length);
        in.bytes(packet.array(), packet.offset(), kept);
        for (int i = kept; i < length; i++) {
            packet.putU8(i, 0);
        }
        if (kept > 0 && kept < length && RtpHead.padded(packet.u8(0))) {
            packet.putU8(length - 1, in.u8());
        }
    }

    private Link link(long number) throws IOException {
        Link link = number < 0 || number > Integer.MAX_VALUE ? null : links.find((int) number);
        if (link == null) {
            throw malformed("transport: " + number);
        }
        return link;
    }
}
