package foyer.sfu.srtp;

import java.util.List;

/**
 * Where the streams of a transport stand. Windows are not in it: after restoring, what is not newer
 * than a stream's highest index counts as seen, which is safe and costs the packets that were being
 * reordered.
 *
 * @param sent the RTP streams we protect
 * @param received the RTP streams of the peer, least recently used first
 * @param receivedRtcp the RTCP senders of the peer, least recently used first
 * @param nextRtcpIndex the SRTCP index of our next packet; one counter serves all our SSRCs
 */
public record SrtpState(
        List<Stream> sent, List<Stream> received, List<Stream> receivedRtcp, long nextRtcpIndex) {
    public SrtpState {
        sent = List.copyOf(sent);
        received = List.copyOf(received);
        receivedRtcp = List.copyOf(receivedRtcp);
    }

    /**
     * One SSRC.
     *
     * @param ssrc unsigned
     * @param highestIndex the highest packet index: 48 bits for RTP, 31 for RTCP
     */
    public record Stream(long ssrc, long highestIndex) {
        /** How often the sequence number has wrapped (RTP only). */
        public long rollOverCounter() {
            return highestIndex >>> 16;
        }

        /** The highest sequence number (RTP only). */
        public int sequenceNumber() {
            return (int) highestIndex & 0xffff;
        }
    }
}
