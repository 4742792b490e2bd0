package foyer.sfu.srtp;

import foyer.sfu.wire.NativePacket;
import foyer.sfu.wire.PacketBuffer;

/**
 * One direction's encryption and authentication of single packets, without any memory of them.
 * Lengths have been checked by the caller: the header lies within the packet, and behind it is room
 * for, or the presence of, what protection adds.
 */
interface PacketCipher {
    /** What protecting adds to an RTP packet. */
    int rtpOverhead();

    /** What protecting adds to an RTCP packet: the tag and the index. */
    int rtcpOverhead();

    void protectRtp(PacketBuffer packet, int headerBytes, long index);

    /** Writes the protected packet to other memory; the packet stays as it is. */
    void protectRtp(PacketBuffer packet, int headerBytes, long index, NativePacket target);

    /** Returns whether the packet is authentic; else its payload is undefined. */
    boolean unprotectRtp(PacketBuffer packet, int headerBytes, long index);

    void protectRtcp(PacketBuffer packet, int index);

    /** The index in a protected RTCP packet with the flag E in the highest bit. */
    int rtcpIndexWord(PacketBuffer packet);

    /** Returns whether the packet is authentic; else its payload is undefined. */
    boolean unprotectRtcp(PacketBuffer packet, int indexWord);

    /** Gives back what is not the heap's. Nothing but this may be called afterwards. */
    void close();
}
