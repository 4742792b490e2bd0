package foyer.sfu.srtp;

import foyer.sfu.wire.NativePacket;
import foyer.sfu.wire.PacketBuffer;

/**
 * Both directions of one transport's SRTP and SRTCP. Packets change in place and their length
 * follows; protection needs {@link Srtp#MAX_OVERHEAD} bytes of capacity behind the packet.
 *
 * <p>Who sends never protects the same SSRC and sequence number twice: under one initialization
 * vector two packets, even with other header extensions only, give the AEAD's authentication key
 * away (RFC 7714 8.3). The second attempt is refused as {@link SrtpResult#REPLAYED}; a
 * retransmission goes by RTX, on an SSRC of its own. An SSRC once sent belongs to its stream for
 * the life of the keys.
 *
 * <p>The first sequence number of a sent stream should be below 32768, so that a receiver who
 * misses the first packets does not miss the first roll-over (RFC 3711 3.3.1).
 */
public interface SrtpContext extends AutoCloseable {
    SrtpResult unprotectRtp(PacketBuffer packet);

    SrtpResult unprotectRtcp(PacketBuffer packet);

    SrtpResult protectRtp(PacketBuffer packet);

    /**
     * Protects an RTP packet into a place in a batch; the packet stays clear and as it is, so that
     * it needs no capacity behind it, but the place does.
     */
    SrtpResult protectRtp(PacketBuffer packet, NativePacket target);

    SrtpResult protectRtcp(PacketBuffer packet);

    /** Where every stream stands: with the keys, all a new process needs to go on. */
    SrtpState snapshot();

    /**
     * Wipes the keys, which may be outside the heap: who created the context calls this on the
     * thread that uses it. A second time is harmless, any other call afterwards is not allowed.
     */
    @Override
    void close();
}
