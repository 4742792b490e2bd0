package foyer.sfu.srtp;

import static foyer.sfu.srtp.SrtpFormat.ENCRYPTED;
import static foyer.sfu.srtp.SrtpFormat.INDEX_BYTES;
import static foyer.sfu.srtp.SrtpFormat.RTCP_HEADER_BYTES;
import static foyer.sfu.srtp.SrtpFormat.RTCP_SSRC;
import static foyer.sfu.srtp.SrtpFormat.RTP_SSRC;

import foyer.sfu.wire.PacketBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import org.jitsi.srtp.crypto.SrtpCipherGcm;

/** AES-GCM as RFC 7714 puts it around RTP and RTCP, with a tag of 16 bytes. */
final class AeadPacketCipher extends HeapPacketCipher {
    private static final int TAG_BYTES = 16;

    private final SrtpCipherGcm rtp;
    private final SrtpCipherGcm rtcp;
    private final InitializationVector rtpVector;
    private final InitializationVector rtcpVector;
    private final byte[] indexBytes = new byte[INDEX_BYTES];
    private final PacketBuffer indexWord = PacketBuffer.wrap(indexBytes);

    AeadPacketCipher(AesCiphers ciphers, SessionKeys rtpKeys, SessionKeys rtcpKeys) {
        rtp = cipher(ciphers, rtpKeys);
        rtcp = cipher(ciphers, rtcpKeys);
        rtpVector = InitializationVector.ofAead(rtpKeys.salt());
        rtcpVector = InitializationVector.ofAead(rtcpKeys.salt());
    }

    private static SrtpCipherGcm cipher(AesCiphers ciphers, SessionKeys keys) {
        SrtpCipherGcm cipher = new SrtpCipherGcm(ciphers.create("AES/GCM/NoPadding"));
        cipher.init(keys.cipherKey(), keys.salt());
        return cipher;
    }

    @Override
    public int rtpOverhead() {
        return TAG_BYTES;
    }

    @Override
    public int rtcpOverhead() {
        return TAG_BYTES + INDEX_BYTES;
    }

    @Override
    public void protectRtp(PacketBuffer packet, int headerBytes, long index) {
        try {
            rtp.setIV(rtpVector.of(packet.i32(RTP_SSRC), index), Cipher.ENCRYPT_MODE);
            rtp.processAAD(packet.array(), packet.offset(), headerBytes);
            process(rtp, packet, headerBytes, packet.length() - headerBytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM", e);
        }
    }

    @Override
    public boolean unprotectRtp(PacketBuffer packet, int headerBytes, long index) {
        try {
            rtp.setIV(rtpVector.of(packet.i32(RTP_SSRC), index), Cipher.DECRYPT_MODE);
            rtp.processAAD(packet.array(), packet.offset(), headerBytes);
            process(rtp, packet, headerBytes, packet.length() - headerBytes);
            return true;
        } catch (AEADBadTagException _) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM", e);
        }
    }

    // RFC 7714 9.2: header and index word are authenticated, the word follows the tag in the clear.
    @Override
    public void protectRtcp(PacketBuffer packet, int index) {
        try {
            rtcp.setIV(rtcpVector.of(packet.i32(RTCP_SSRC), index), Cipher.ENCRYPT_MODE);
            int word = index | ENCRYPTED;
            authenticateRtcp(packet, word);
            process(rtcp, packet, RTCP_HEADER_BYTES, packet.length() - RTCP_HEADER_BYTES);
            int at = packet.length();
            packet.length(at + INDEX_BYTES).putI32(at, word);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM", e);
        }
    }

    @Override
    public int rtcpIndexWord(PacketBuffer packet) {
        return packet.i32(packet.length() - INDEX_BYTES);
    }

    @Override
    public boolean unprotectRtcp(PacketBuffer packet, int word) {
        int index = word & ~ENCRYPTED;
        try {
            rtcp.setIV(rtcpVector.of(packet.i32(RTCP_SSRC), index), Cipher.DECRYPT_MODE);
            authenticateRtcp(packet, word);
            int sealed = packet.length() - RTCP_HEADER_BYTES - INDEX_BYTES;
            process(rtcp, packet, RTCP_HEADER_BYTES, sealed);
            return true;
        } catch (AEADBadTagException _) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM", e);
        }
    }

    private void authenticateRtcp(PacketBuffer packet, int word) {
        rtcp.processAAD(packet.array(), packet.offset(), RTCP_HEADER_BYTES);
        indexWord.putI32(0, word);
        rtcp.processAAD(indexBytes, 0, INDEX_BYTES);
    }

    private static void process(SrtpCipherGcm cipher, PacketBuffer packet, int from, int bytes)
            throws GeneralSecurityException {
        int result = cipher.process(packet.array(), packet.offset() + from, bytes);
        packet.length(from + result);
    }
}
