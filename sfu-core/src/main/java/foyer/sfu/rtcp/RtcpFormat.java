package foyer.sfu.rtcp;

/** The numbers that tell messages apart. */
final class RtcpFormat {
    // RFC 3550 12.1
    static final int SENDER_REPORT = 200;
    static final int RECEIVER_REPORT = 201;
    static final int SOURCE_DESCRIPTION = 202;
    static final int GOODBYE = 203;
    // RFC 4585 6.1
    static final int TRANSPORT_LAYER_FEEDBACK = 205;
    static final int PAYLOAD_SPECIFIC_FEEDBACK = 206;
    // RFC 3611 2
    static final int EXTENDED_REPORT = 207;

    // Formats of transport-layer feedback: RFC 4585 6.2.1, transport-wide-cc-extensions 3.1
    static final int NACK = 1;
    static final int TRANSPORT_WIDE_FEEDBACK = 15;

    // Formats of payload-specific feedback: RFC 4585 6.3.1, RFC 5104 4.3.1, RFC 4585 6.4
    static final int PICTURE_LOSS_INDICATION = 1;
    static final int FULL_INTRA_REQUEST = 4;
    static final int APPLICATION_LAYER_FEEDBACK = 15;

    /** "REMB" in ASCII (draft-alvestrand-rmcat-remb-03 2.2). */
    static final int REMB = 0x52454d42;

    static final int HEADER_BYTES = 4;

    /** Common header, sender's SSRC, media SSRC (RFC 4585 6.1). */
    static final int FEEDBACK_HEADER_BYTES = 12;

    private RtcpFormat() {}
}
