package foyer.sfu.srtp;

import static foyer.sfu.srtp.SrtpFormat.ENCRYPTED;
import static foyer.sfu.srtp.SrtpFormat.INDEX_BYTES;
import static foyer.sfu.srtp.SrtpFormat.RTCP_HEADER_BYTES;
import static foyer.sfu.srtp.SrtpFormat.RTCP_SSRC;
import static foyer.sfu.srtp.SrtpFormat.RTP_SSRC;

import foyer.sfu.wire.PacketBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jitsi.srtp.crypto.SrtpCipherCtr;

/** AES in counter mode with HMAC-SHA1 of 80 bits (RFC 3711 4.1.1, 4.2.1). */
final class CounterPacketCipher extends HeapPacketCipher {
    private static final int TAG_BYTES = 10;
    private static final String HMAC = "HmacSHA1";

    private final SrtpCipherCtr rtp;
    private final SrtpCipherCtr rtcp;
    private final Mac rtpMac;
    private final Mac rtcpMac;
    private final InitializationVector rtpVector;
    private final InitializationVector rtcpVector;
    private final byte[] digest = new byte[20];
    private final byte[] rollOverBytes = new byte[4];
    private final PacketBuffer rollOver = PacketBuffer.wrap(rollOverBytes);

    CounterPacketCipher(AesCiphers ciphers, SessionKeys rtpKeys, SessionKeys rtcpKeys) {
        rtp = cipher(ciphers, rtpKeys);
        rtcp = cipher(ciphers, rtcpKeys);
        rtpMac = mac(rtpKeys);
        rtcpMac = mac(rtcpKeys);
        rtpVector = InitializationVector.ofCounterMode(rtpKeys.salt());
        rtcpVector = InitializationVector.ofCounterMode(rtcpKeys.salt());
    }

    private static SrtpCipherCtr cipher(AesCiphers ciphers, SessionKeys keys) {
        SrtpCipherCtr cipher = new SrtpCipherCtr(ciphers.create("AES/CTR/NoPadding"));
        cipher.init(keys.cipherKey(), keys.salt());
        return cipher;
    }

    private static Mac mac(SessionKeys keys) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(keys.authenticationKey(), HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(HMAC, e);
        }
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
        byte[] vector = rtpVector.of(packet.i32(RTP_SSRC), index);
        crypt(rtp, vector, packet, headerBytes, packet.length() - headerBytes);
        authenticateRtp(packet, packet.length(), index);
        appendTag(packet);
    }

    @Override
    public boolean unprotectRtp(PacketBuffer packet, int headerBytes, long index) {
        int bytes = packet.length() - TAG_BYTES;
        authenticateRtp(packet, bytes, index);
        if (!tagMatches(packet, bytes)) {
            return false;
        }
        packet.length(bytes);
        byte[] vector = rtpVector.of(packet.i32(RTP_SSRC), index);
        crypt(rtp, vector, packet, headerBytes, bytes - headerBytes);
        return true;
    }

    // RFC 3711 3.4: the index word is part of what is authenticated and stands before the tag.
    @Override
    public void protectRtcp(PacketBuffer packet, int index) {
        int bytes = packet.length();
        byte[] vector = rtcpVector.of(packet.i32(RTCP_SSRC), index);
        crypt(rtcp, vector, packet, RTCP_HEADER_BYTES, bytes - RTCP_HEADER_BYTES);
        packet.length(bytes + INDEX_BYTES).putI32(bytes, index | ENCRYPTED);
        rtcpMac.update(packet.array(), packet.offset(), packet.length());
        finish(rtcpMac);
        appendTag(packet);
    }

    @Override
    public int rtcpIndexWord(PacketBuffer packet) {
        return packet.i32(packet.length() - TAG_BYTES - INDEX_BYTES);
    }

    @Override
    public boolean unprotectRtcp(PacketBuffer packet, int indexWord) {
        int authenticated = packet.length() - TAG_BYTES;
        rtcpMac.update(packet.array(), packet.offset(), authenticated);
        finish(rtcpMac);
        if (!tagMatches(packet, authenticated)) {
            return false;
        }
        int bytes = authenticated - INDEX_BYTES;
        packet.length(bytes);
        byte[] vector = rtcpVector.of(packet.i32(RTCP_SSRC), indexWord & ~ENCRYPTED);
        crypt(rtcp, vector, packet, RTCP_HEADER_BYTES, bytes - RTCP_HEADER_BYTES);
        return true;
    }

    private void authenticateRtp(PacketBuffer packet, int bytes, long index) {
        rtpMac.update(packet.array(), packet.offset(), bytes);
        rollOver.putU32(0, index >>> 16);
        rtpMac.update(rollOverBytes, 0, rollOverBytes.length);
        finish(rtpMac);
    }

    private void finish(Mac mac) {
        try {
            mac.doFinal(digest, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(HMAC, e);
        }
    }

    private void appendTag(PacketBuffer packet) {
        int at = packet.length();
        packet.length(at + TAG_BYTES).putBytes(at, digest, 0, TAG_BYTES);
    }

    private boolean tagMatches(PacketBuffer packet, int at) {
        int difference = 0; // all bytes are compared, so that the time tells nothing
        for (int i = 0; i < TAG_BYTES; i++) {
            difference |= (digest[i] & 0xff) ^ packet.u8(at + i);
        }
        return difference == 0;
    }

    // Encrypting and decrypting are the same: XOR with the key stream.
    private static void crypt(
            SrtpCipherCtr cipher, byte[] vector, PacketBuffer packet, int from, int bytes) {
        try {
            cipher.setIV(vector, Cipher.ENCRYPT_MODE);
            cipher.process(packet.array(), packet.offset() + from, bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-CTR", e);
        }
    }
}
