package foyer.sfu.router;

import foyer.sfu.rtcp.RtcpWriter;
import foyer.sfu.rtp.RtpPacket;
import foyer.sfu.rtp.RtpWriter;
import foyer.sfu.wire.PacketBuffer;

/** What packets are made in and read with, one of each for a room: nobody keeps any of it. */
final class Scratch {
    private final PacketBuffer outgoing = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private final PacketBuffer kept = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private final RtpPacket keptView = new RtpPacket();
    private final int[] missing = new int[256];
    private final RtpWriter writer = new RtpWriter();
    private final RtcpWriter rtcpWriter = new RtcpWriter();

    /** Outgoing packets are made in it. */
    PacketBuffer outgoing() {
        return outgoing;
    }

    /** Packets that were kept are read into it. */
    PacketBuffer kept() {
        return kept;
    }

    RtpPacket keptView() {
        return keptView;
    }

    /** Room for the sequence numbers of one NACK. */
    int[] missing() {
        return missing;
    }

    RtpWriter writer() {
        return writer;
    }

    RtcpWriter rtcpWriter() {
        return rtcpWriter;
    }
}
