package foyer.sfu.srtp;

import foyer.sfu.wire.SrtpKeys;

/** Makes SRTP contexts. */
public final class Srtp {
    /** The most that protection adds: a 16-byte tag, and 4 bytes of SRTCP index. */
    public static final int OVERHEAD_BYTES = 20;

    private Srtp() {}

    public static SrtpContext create(SrtpKeys keys) {
        return new JitsiSrtpContext(keys);
    }
}
