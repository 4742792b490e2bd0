package foyer.sfu.srtp;

/** Where things are in protected packets: offsets and lengths in bytes (RFC 3711 3.1, 3.4). */
final class SrtpFormat {
    static final int RTP_SSRC = 8;
    static final int RTCP_SSRC = 4;

    /** The header of the first RTCP packet of a compound, which stays in the clear. */
    static final int RTCP_HEADER_BYTES = 8;

    /** The word with the index of an RTCP packet. */
    static final int INDEX_BYTES = 4;

    /** The bit of this word that says that the packet is encrypted. */
    static final int ENCRYPTED = 0x8000_0000;

    private SrtpFormat() {}
}
