package foyer.sfu.rtcp;

/** One message of an RTCP packet. SSRCs and other 32-bit numbers are unsigned in a long. */
public sealed interface RtcpMessage
        permits SenderReport,
                ReceiverReport,
                SourceDescription,
                Goodbye,
                Nack,
                TransportFeedback,
                PictureLossIndication,
                FullIntraRequest,
                ReceiverEstimatedMaximumBitrate,
                ExtendedReport,
                Unrecognized {}
