package foyer.sfu.srtp;

import foyer.sfu.wire.SrtpKeys;
import java.util.List;

/** Makes SRTP contexts. */
public final class Srtp {
    /** The most that protection adds: the AEAD's tag and the SRTCP index (RFC 7714 9.2). */
    public static final int MAX_OVERHEAD = 20;

    /**
     * How far a restored context's own SRTCP index jumps: a snapshot may be older than the last
     * packet, and an index used twice would be an initialization vector used twice. Receivers take
     * any way forward, and 2^31 indices allow for ten thousands of such jumps.
     */
    static final int RTCP_INDEX_JUMP = 1 << 16;

    private Srtp() {}

    /**
     * Loads the cipher library and returns its name. The first use costs 50 to 200 ms, so a process
     * calls this at start and not first on a loop.
     */
    public static String warmUp() {
        return AesCiphers.provider();
    }

    public static SrtpContext create(SrtpKeys keys) {
        return new SrtpSession(keys, new SrtpState(List.of(), List.of(), List.of(), 1));
    }

    /**
     * Goes on where a snapshot stood. The caller sees to it that sent sequence numbers go on behind
     * the last one really sent, and that no stream is more than 32767 packets past its snapshot.
     */
    public static SrtpContext restore(SrtpKeys keys, SrtpState state) {
        return new SrtpSession(
                keys,
                new SrtpState(
                        state.sent(),
                        state.received(),
                        state.receivedRtcp(),
                        state.nextRtcpIndex() + RTCP_INDEX_JUMP));
    }
}
