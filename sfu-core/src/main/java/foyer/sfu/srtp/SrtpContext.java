package foyer.sfu.srtp;

import foyer.sfu.wire.PacketBuffer;

/**
 * One transport's SRTP in both directions, in place: the buffer's length is the packet's
 * afterwards. Protecting needs {@link Srtp#OVERHEAD_BYTES} of capacity behind the packet. A packet
 * index must never be protected twice with other bytes: send a packet again only as it was.
 */
public interface SrtpContext {
    SrtpResult unprotectRtp(PacketBuffer packet);

    SrtpResult unprotectRtcp(PacketBuffer packet);

    SrtpResult protectRtp(PacketBuffer packet);

    SrtpResult protectRtcp(PacketBuffer packet);
}
