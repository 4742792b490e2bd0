package foyer.sfu.stream;

/** By which SSRC a packet of a stream came. */
public enum Origin {
    MEDIA,
    /** The retransmission stream (RFC 4588); its original sequence number is already restored. */
    RTX
}
