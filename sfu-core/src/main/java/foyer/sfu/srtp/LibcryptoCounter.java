package foyer.sfu.srtp;

import static foyer.sfu.srtp.SrtpFormat.ENCRYPTED;
import static foyer.sfu.srtp.SrtpFormat.INDEX_BYTES;
import static foyer.sfu.srtp.SrtpFormat.RTCP_HEADER_BYTES;
import static foyer.sfu.srtp.SrtpFormat.RTCP_SSRC;
import static foyer.sfu.srtp.SrtpFormat.RTP_SSRC;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import foyer.sfu.wire.NativePacket;
import foyer.sfu.wire.PacketBuffer;
import java.lang.foreign.MemorySegment;

/**
 * AES in counter mode with HMAC-SHA1 of 80 bits (RFC 3711 4.1.1, 4.2.1) by the host's OpenSSL 3,
 * without garbage.
 */
final class LibcryptoCounter implements PacketCipher {
    private static final int TAG_BYTES = 10;

    private final Scratch scratch;
    private final LibcryptoContext rtp;
    private final LibcryptoContext rtcp;
    private final LibcryptoSha1 rtpMac;
    private final LibcryptoSha1 rtcpMac;

    LibcryptoCounter(Scratch scratch, SessionKeys rtpKeys, SessionKeys rtcpKeys) {
        this.scratch = scratch;
        rtp = LibcryptoContext.ofCounterMode(scratch, Libcrypto.AES_128_CTR, rtpKeys);
        rtcp = LibcryptoContext.ofCounterMode(scratch, Libcrypto.AES_128_CTR, rtcpKeys);
        rtpMac = new LibcryptoSha1(rtpKeys.authenticationKey());
        rtcpMac = new LibcryptoSha1(rtcpKeys.authenticationKey());
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
        int bytes = packet.length();
        scratch.withRoomFor(bytes + TAG_BYTES);
        scratch.take(packet);
        seal(scratch.memory(), Scratch.PACKET, packet, headerBytes, index);
        packet.length(bytes + TAG_BYTES);
        scratch.giveBack(packet, headerBytes, bytes + TAG_BYTES - headerBytes);
    }

    @Override
    public void protectRtp(PacketBuffer packet, int headerBytes, long index, NativePacket target) {
        target.set(packet);
        scratch.withRoomFor(0);
        seal(target.memory(), target.offset(), packet, headerBytes, index);
        target.length(packet.length() + TAG_BYTES);
    }

    /** Encrypts the copy of a packet that is somewhere in memory, and writes the tag behind it. */
    private void seal(
            MemorySegment memory, long at, PacketBuffer packet, int headerBytes, long index) {
        int bytes = packet.length();
        long address = memory.address() + at;
        rtp.vector(packet.i32(RTP_SSRC), index);
        crypt(rtp, address + headerBytes, bytes - headerBytes);
        // RFC 3711 4.2: authenticated as if it followed; it stands where the tag comes.
        Scratch.putI32(memory, at + bytes, (int) (index >>> 16));
        rtpMac.digest(scratch, address, bytes + INDEX_BYTES);
        MemorySegment.copy(scratch.memory(), Scratch.DIGEST, memory, at + bytes, TAG_BYTES);
    }

    @Override
    public boolean unprotectRtp(PacketBuffer packet, int headerBytes, long index) {
        int bytes = packet.length() - TAG_BYTES;
        scratch.withRoomFor(packet.length());
        scratch.take(packet);
        long address = scratch.address(Scratch.PACKET);
        Scratch.putI32(scratch.memory(), Scratch.PACKET + bytes, (int) (index >>> 16));
        rtpMac.digest(scratch, address, bytes + INDEX_BYTES);
        if (!tagMatches(packet, bytes)) {
            return false;
        }
        rtp.vector(packet.i32(RTP_SSRC), index);
        crypt(rtp, address + headerBytes, bytes - headerBytes);
        packet.length(bytes);
        scratch.giveBack(packet, headerBytes, bytes - headerBytes);
        return true;
    }

    // RFC 3711 3.4: the index word is part of what is authenticated and stands before the tag.
    @Override
    public void protectRtcp(PacketBuffer packet, int index) {
        int bytes = packet.length();
        int authenticated = bytes + INDEX_BYTES;
        scratch.withRoomFor(bytes + rtcpOverhead());
        scratch.take(packet);
        long address = scratch.address(Scratch.PACKET);
        rtcp.vector(packet.i32(RTCP_SSRC), index);
        crypt(rtcp, address + RTCP_HEADER_BYTES, bytes - RTCP_HEADER_BYTES);
        Scratch.putI32(scratch.memory(), Scratch.PACKET + bytes, index | ENCRYPTED);
        rtcpMac.digest(scratch, address, authenticated);
        MemorySegment.copy(
                scratch.memory(),
                Scratch.DIGEST,
                scratch.memory(),
                Scratch.PACKET + authenticated,
                TAG_BYTES);
        packet.length(authenticated + TAG_BYTES);
        scratch.giveBack(packet, RTCP_HEADER_BYTES, authenticated + TAG_BYTES - RTCP_HEADER_BYTES);
    }

    @Override
    public int rtcpIndexWord(PacketBuffer packet) {
        return packet.i32(packet.length() - TAG_BYTES - INDEX_BYTES);
    }

    @Override
    public boolean unprotectRtcp(PacketBuffer packet, int indexWord) {
        int authenticated = packet.length() - TAG_BYTES;
        int bytes = authenticated - INDEX_BYTES;
        scratch.withRoomFor(packet.length());
        scratch.take(packet);
        long address = scratch.address(Scratch.PACKET);
        rtcpMac.digest(scratch, address, authenticated);
        if (!tagMatches(packet, authenticated)) {
            return false;
        }
        rtcp.vector(packet.i32(RTCP_SSRC), indexWord & ~ENCRYPTED);
        crypt(rtcp, address + RTCP_HEADER_BYTES, bytes - RTCP_HEADER_BYTES);
        packet.length(bytes);
        scratch.giveBack(packet, RTCP_HEADER_BYTES, bytes - RTCP_HEADER_BYTES);
        return true;
    }

    @Override
    public void close() {
        rtp.close();
        rtcp.close();
        rtpMac.close();
        rtcpMac.close();
    }

    private boolean tagMatches(PacketBuffer packet, int at) {
        int difference = 0; // all bytes are compared, so that the time tells nothing
        for (int i = 0; i < TAG_BYTES; i++) {
            difference |=
                    (scratch.memory().get(JAVA_BYTE, Scratch.DIGEST + i) & 0xff)
                            ^ packet.u8(at + i);
        }
        return difference == 0;
    }

    // Encrypting and decrypting are the same: XOR with the key stream.
    private void crypt(LibcryptoContext key, long address, int bytes) {
        long context = key.address();
        int done =
                Libcrypto.start(context, scratch.address(Scratch.VECTOR), /* encrypt= */ 1, 0)
                        & Libcrypto.update(
                                context, address, scratch.address(Scratch.WRITTEN), address, bytes);
        if (done != 1) {
            throw new IllegalStateException("AES-CTR of " + Libcrypto.VERSION + ": " + done);
        }
    }
}
