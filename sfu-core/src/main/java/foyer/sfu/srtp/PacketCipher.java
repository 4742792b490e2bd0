package foyer.sfu.srtp;

import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.SrtpKeys;
import foyer.sfu.wire.SrtpProfile;

/**
 * One direction's encryption and authentication of single packets, without any memory of them. The
 * place for a faster AEAD. Lengths have been checked by the caller: the header lies within the
 * packet, and behind it is room for, or the presence of, what protection adds.
 */
interface PacketCipher {
    /** What protecting adds to an RTP packet. */
    int rtpOverhead();

    /** What protecting adds to an RTCP packet: the tag and the index. */
    int rtcpOverhead();

    void protectRtp(PacketBuffer packet, int headerBytes, long index);

    /** Returns whether the packet is authentic; else its payload is undefined. */
    boolean unprotectRtp(PacketBuffer packet, int headerBytes, long index);

    void protectRtcp(PacketBuffer packet, int index);

    /** The index in a protected RTCP packet with the flag E in the highest bit. */
    int rtcpIndexWord(PacketBuffer packet);

    /** Returns whether the packet is authentic; else its payload is undefined. */
    boolean unprotectRtcp(PacketBuffer packet, int indexWord);

    static PacketCipher ofLocal(SrtpKeys keys) {
        return of(keys.profile(), keys.localKey(), keys.localSalt());
    }

    static PacketCipher ofRemote(SrtpKeys keys) {
        return of(keys.profile(), keys.remoteKey(), keys.remoteSalt());
    }

    private static PacketCipher of(SrtpProfile profile, byte[] key, byte[] salt) {
        SessionKeys rtp = SessionKeys.derive(profile, key, salt, SessionKeys.Use.RTP);
        SessionKeys rtcp = SessionKeys.derive(profile, key, salt, SessionKeys.Use.RTCP);
        return switch (profile) {
            case AEAD_AES_128_GCM, AEAD_AES_256_GCM -> new AeadPacketCipher(rtp, rtcp);
            case AES128_CM_HMAC_SHA1_80 -> new CounterPacketCipher(rtp, rtcp);
        };
    }
}
