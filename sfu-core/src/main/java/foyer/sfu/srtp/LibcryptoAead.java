package foyer.sfu.srtp;

import static foyer.sfu.srtp.SrtpFormat.ENCRYPTED;
import static foyer.sfu.srtp.SrtpFormat.INDEX_BYTES;
import static foyer.sfu.srtp.SrtpFormat.RTCP_HEADER_BYTES;
import static foyer.sfu.srtp.SrtpFormat.RTCP_SSRC;
import static foyer.sfu.srtp.SrtpFormat.RTP_SSRC;

import foyer.sfu.wire.NativePacket;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.SrtpProfile;
import java.lang.ref.Reference;

/**
 * AES-GCM as RFC 7714 puts it around RTP and RTCP, by the host's OpenSSL 3: a context for each key
 * that gets another vector for each packet, and no garbage.
 */
final class LibcryptoAead implements PacketCipher {
    private static final int TAG_BYTES = 16;
    private static final int ENCRYPT = 1;
    private static final int DECRYPT = 0;

    private final Scratch scratch;
    private final LibcryptoContext rtp;
    private final LibcryptoContext rtcp;

    LibcryptoAead(Scratch scratch, SrtpProfile profile, SessionKeys rtpKeys, SessionKeys rtcpKeys) {
        this.scratch = scratch;
        long cipher =
                profile == SrtpProfile.AEAD_AES_256_GCM
                        ? Libcrypto.AES_256_GCM
                        : Libcrypto.AES_128_GCM;
        rtp = LibcryptoContext.ofAead(scratch, cipher, rtpKeys);
        rtcp = LibcryptoContext.ofAead(scratch, cipher, rtcpKeys);
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
        seal(scratch.address(Scratch.PACKET), packet, headerBytes, index);
        packet.length(bytes + TAG_BYTES);
        scratch.giveBack(packet, headerBytes, bytes + TAG_BYTES - headerBytes);
    }

    @Override
    public void protectRtp(PacketBuffer packet, int headerBytes, long index, NativePacket target) {
        target.set(packet);
        scratch.withRoomFor(0);
        try {
            seal(target.address(), packet, headerBytes, index);
        } finally {
            Reference.reachabilityFence(scratch);
        }
        target.length(packet.length() + TAG_BYTES);
    }

    /** Encrypts the copy of a packet at an address. */
    private void seal(long address, PacketBuffer packet, int headerBytes, long index) {
        rtp.vector(packet.i32(RTP_SSRC), index);
        long context = rtp.address();
        int payloadBytes = packet.length() - headerBytes;
        int done = Libcrypto.start(context, scratch.address(Scratch.VECTOR), ENCRYPT, 0);
        done &= authenticate(context, address, headerBytes);
        done &= seal(context, address + headerBytes, payloadBytes);
        checked(done);
    }

    @Override
    public boolean unprotectRtp(PacketBuffer packet, int headerBytes, long index) {
        int bytes = packet.length() - TAG_BYTES;
        scratch.withRoomFor(packet.length());
        scratch.take(packet);
        rtp.vector(packet.i32(RTP_SSRC), index);
        long context = rtp.address();
        long address = scratch.address(Scratch.PACKET);
        int done = startOpening(context, address + bytes);
        done &= authenticate(context, address, headerBytes);
        checked(done);
        if (!open(context, address + headerBytes, bytes - headerBytes)) {
            return false;
        }
        packet.length(bytes);
        scratch.giveBack(packet, headerBytes, bytes - headerBytes);
        return true;
    }

    // RFC 7714 9.2: header and index word are authenticated, the word follows the tag in the clear.
    @Override
    public void protectRtcp(PacketBuffer packet, int index) {
        int bytes = packet.length();
        int word = index | ENCRYPTED;
        scratch.withRoomFor(bytes + TAG_BYTES);
        scratch.take(packet);
        rtcp.vector(packet.i32(RTCP_SSRC), index);
        long context = rtcp.address();
        long address = scratch.address(Scratch.PACKET);
        int done = Libcrypto.start(context, scratch.address(Scratch.VECTOR), ENCRYPT, 0);
        done &= authenticateRtcp(context, word);
        done &= seal(context, address + RTCP_HEADER_BYTES, bytes - RTCP_HEADER_BYTES);
        checked(done);
        packet.length(bytes + TAG_BYTES + INDEX_BYTES).putI32(bytes + TAG_BYTES, word);
        scratch.giveBack(packet, RTCP_HEADER_BYTES, bytes + TAG_BYTES - RTCP_HEADER_BYTES);
    }

    @Override
    public int rtcpIndexWord(PacketBuffer packet) {
        return packet.i32(packet.length() - INDEX_BYTES);
    }

    @Override
    public boolean unprotectRtcp(PacketBuffer packet, int word) {
        int bytes = packet.length() - TAG_BYTES - INDEX_BYTES;
        scratch.withRoomFor(packet.length());
        scratch.take(packet);
        rtcp.vector(packet.i32(RTCP_SSRC), word & ~ENCRYPTED);
        long context = rtcp.address();
        long address = scratch.address(Scratch.PACKET);
        int done = startOpening(context, address + bytes);
        done &= authenticateRtcp(context, word);
        checked(done);
        int payloadBytes = bytes - RTCP_HEADER_BYTES;
        if (!open(context, address + RTCP_HEADER_BYTES, payloadBytes)) {
            return false;
        }
        packet.length(bytes);
        scratch.giveBack(packet, RTCP_HEADER_BYTES, payloadBytes);
        return true;
    }

    @Override
    public void close() {
        rtp.close();
        rtcp.close();
    }

    private int authenticateRtcp(long context, int word) {
        scratch.putI32(Scratch.WORD, word);
        return authenticate(context, scratch.address(Scratch.PACKET), RTCP_HEADER_BYTES)
                & authenticate(context, scratch.address(Scratch.WORD), INDEX_BYTES);
    }

    private int authenticate(long context, long address, int bytes) {
        return Libcrypto.update(context, 0, scratch.address(Scratch.WRITTEN), address, bytes);
    }

    /** Encrypts in place, and writes the tag behind it. */
    private int seal(long context, long address, int bytes) {
        long written = scratch.address(Scratch.WRITTEN);
        scratch.tagAt(address + bytes);
        return Libcrypto.update(context, address, written, address, bytes)
                & Libcrypto.finish(context, address + bytes, written)
                & Libcrypto.parameters(context, scratch.address(Scratch.PARAMETERS));
    }

    private int startOpening(long context, long tagAddress) {
        scratch.tagAt(tagAddress);
        return Libcrypto.start(
                context,
                scratch.address(Scratch.VECTOR),
                DECRYPT,
                scratch.address(Scratch.PARAMETERS));
    }

    /** Decrypts in place; false when the tag is another. */
    private boolean open(long context, long address, int bytes) {
        long written = scratch.address(Scratch.WRITTEN);
        try {
            checked(Libcrypto.update(context, address, written, address, bytes));
            return Libcrypto.finish(context, address + bytes, written) > 0;
        } finally {
            Reference.reachabilityFence(scratch);
        }
    }

    private static void checked(int done) {
        if (done != 1) {
            throw new IllegalStateException("AES-GCM of " + Libcrypto.VERSION + ": " + done);
        }
    }
}
