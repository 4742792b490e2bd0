package foyer.sfu.srtp;

import static foyer.sfu.srtp.SrtpFormat.RTCP_HEADER_BYTES;
import static foyer.sfu.srtp.SrtpFormat.RTCP_SSRC;
import static foyer.sfu.srtp.SrtpFormat.RTP_SSRC;

import foyer.sfu.wire.NativePacket;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.SrtpKeys;
import org.jspecify.annotations.Nullable;

/**
 * Packet indices and replay windows are ours, only the ciphers are a library's: jitsi-srtp hides
 * its roll-over counters, which a new process needs to go on with a call, and derives keys and
 * holds ciphers for each SSRC though all SSRCs of a direction share them.
 *
 * <p>A stream is remembered only when a packet of it was authentic. A peer that invents SSRCs
 * pushes out its own least recently used ones; of such a stream old packets could be played again,
 * but since nothing of it came for so long, no producer is fed by it. What we send is never
 * forgotten, as a roll-over counter that starts anew would use initialization vectors again.
 */
final class SrtpSession implements SrtpContext {
    static final int MAX_RECEIVED_SSRCS = 256;

    private static final int RTP_HEADER_BYTES = 12;
    private static final int RTP_SEQUENCE_NUMBER = 2;
    private static final long INDEX_LIMIT = 1L << 48;
    private static final long RTCP_INDEX_LIMIT = 1L << 31;

    private final PacketCipher local;
    private final PacketCipher remote;
    private final SsrcTable sent = new SsrcTable(Integer.MAX_VALUE);
    private final SsrcTable received = new SsrcTable(MAX_RECEIVED_SSRCS);
    private final SsrcTable receivedRtcp = new SsrcTable(MAX_RECEIVED_SSRCS);
    private long nextRtcpIndex;

    SrtpSession(CipherChoice choice, SrtpKeys keys, SrtpState state, Scratch scratch) {
        local = choice.ofLocal(keys, scratch);
        remote = choice.ofRemote(keys, scratch);
        sent.restore(state.sent());
        received.restore(state.received());
        receivedRtcp.restore(state.receivedRtcp());
        nextRtcpIndex = state.nextRtcpIndex();
    }

    @Override
    public SrtpResult unprotectRtp(PacketBuffer packet) {
        int headerBytes = rtpHeaderBytes(packet);
        if (headerBytes < 0 || packet.length() < headerBytes + remote.rtpOverhead()) {
            return SrtpResult.MALFORMED;
        }
        int ssrc = packet.i32(RTP_SSRC);
        IndexWindow window = received.find(ssrc);
        long index = indexOf(window, packet.u16(RTP_SEQUENCE_NUMBER));
        if (index >= INDEX_LIMIT || (window != null && !window.isFresh(index))) {
            return SrtpResult.REPLAYED;
        }
        if (!remote.unprotectRtp(packet, headerBytes, index)) {
            return SrtpResult.AUTHENTICATION_FAILED;
        }
        accept(received, window, ssrc, index);
        return SrtpResult.OK;
    }

    @Override
    public SrtpResult protectRtp(PacketBuffer packet) {
        int headerBytes = rtpHeaderBytes(packet);
        if (headerBytes < 0 || packet.capacity() < packet.length() + local.rtpOverhead()) {
            return SrtpResult.MALFORMED;
        }
        int ssrc = packet.i32(RTP_SSRC);
        IndexWindow window = sent.find(ssrc);
        long index = indexOf(window, packet.u16(RTP_SEQUENCE_NUMBER));
        if (index >= INDEX_LIMIT || (window != null && !window.isFresh(index))) {
            return SrtpResult.REPLAYED;
        }
        local.protectRtp(packet, headerBytes, index);
        accept(sent, window, ssrc, index);
        return SrtpResult.OK;
    }

    @Override
    public SrtpResult protectRtp(PacketBuffer packet, NativePacket target) {
        int headerBytes = rtpHeaderBytes(packet);
        if (headerBytes < 0 || target.capacity() < packet.length() + local.rtpOverhead()) {
            return SrtpResult.MALFORMED;
        }
        int ssrc = packet.i32(RTP_SSRC);
        IndexWindow window = sent.find(ssrc);
        long index = indexOf(window, packet.u16(RTP_SEQUENCE_NUMBER));
        if (index >= INDEX_LIMIT || (window != null && !window.isFresh(index))) {
            return SrtpResult.REPLAYED;
        }
        local.protectRtp(packet, headerBytes, index, target);
        accept(sent, window, ssrc, index);
        return SrtpResult.OK;
    }

    @Override
    public SrtpResult unprotectRtcp(PacketBuffer packet) {
        if (!isRtcp(packet) || packet.length() < RTCP_HEADER_BYTES + remote.rtcpOverhead()) {
            return SrtpResult.MALFORMED;
        }
        int word = remote.rtcpIndexWord(packet);
        if (word >= 0) {
            return SrtpResult.MALFORMED; // not encrypted (flag E is 0): no profile of ours sends it
        }
        int ssrc = packet.i32(RTCP_SSRC);
        long index = word & 0x7fff_ffffL;
        IndexWindow window = receivedRtcp.find(ssrc);
        if (window != null && !window.isFresh(index)) {
            return SrtpResult.REPLAYED;
        }
        if (!remote.unprotectRtcp(packet, word)) {
            return SrtpResult.AUTHENTICATION_FAILED;
        }
        accept(receivedRtcp, window, ssrc, index);
        return SrtpResult.OK;
    }

    @Override
    public SrtpResult protectRtcp(PacketBuffer packet) {
        if (!isRtcp(packet) || packet.capacity() < packet.length() + local.rtcpOverhead()) {
            return SrtpResult.MALFORMED;
        }
        if (nextRtcpIndex >= RTCP_INDEX_LIMIT) {
            return SrtpResult.REPLAYED; // RFC 3711 9.2: no more packets under this key
        }
        local.protectRtcp(packet, (int) nextRtcpIndex++);
        return SrtpResult.OK;
    }

    @Override
    public SrtpState snapshot() {
        return new SrtpState(
                sent.streams(), received.streams(), receivedRtcp.streams(), nextRtcpIndex);
    }

    @Override
    public void close() {
        local.close();
        remote.close();
    }

    /** Of an SSRC never seen the roll-over counter is taken to be 0 (RFC 3711 3.3.1). */
    private static long indexOf(@Nullable IndexWindow window, int sequenceNumber) {
        return window == null ? sequenceNumber : window.estimate(sequenceNumber);
    }

    private static void accept(
            SsrcTable table, @Nullable IndexWindow window, int ssrc, long index) {
        if (window == null) {
            table.add(IndexWindow.startingAt(ssrc, index));
        } else {
            window.accept(index);
            table.touch(window);
        }
    }

    private static boolean isRtcp(PacketBuffer packet) {
        return packet.length() >= RTCP_HEADER_BYTES && packet.u8(0) >>> 6 == 2;
    }

    /** What stays in the clear: header, CSRCs and extension (RFC 3711 3.1), or -1. */
    private static int rtpHeaderBytes(PacketBuffer packet) {
        int length = packet.length();
        if (length < RTP_HEADER_BYTES || packet.u8(0) >>> 6 != 2) {
            return -1;
        }
        int bytes = RTP_HEADER_BYTES + 4 * (packet.u8(0) & 0x0f);
        if ((packet.u8(0) & 0x10) != 0) {
            if (length < bytes + 4) {
                return -1;
            }
            bytes += 4 + 4 * packet.u16(bytes + 2);
        }
        return bytes <= length ? bytes : -1;
    }
}
