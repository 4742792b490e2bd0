package foyer.sfu.rtcp;

import foyer.sfu.wire.PacketBuffer;
import java.util.List;

/**
 * Appends messages to a packet, which is a valid compound or reduced-size packet after each of them
 * (RFC 3550 6.1, RFC 5506). Reusable.
 */
public final class RtcpWriter {
    private static final int NO_ROOM = -1;

    private PacketBuffer target = PacketBuffer.allocate(0);
    private int limitBytes;

    /** Starts an empty packet of at most {@code limitBytes} and the target's capacity. */
    public void start(PacketBuffer newTarget, int newLimitBytes) {
        target = newTarget;
        target.length(0);
        limitBytes = Math.min(newLimitBytes, target.capacity());
    }

    public boolean isEmpty() {
        return target.length() == 0;
    }

    /** Bytes that may still be appended. */
    public int remaining() {
        return limitBytes - target.length();
    }

    /**
     * Appends a message, whole or not at all.
     *
     * @return false when there is no room for it, or a text in it is longer than 255 bytes
     */
    public boolean append(RtcpMessage message) {
        return switch (message) {
            case SenderReport report -> senderReport(report);
            case ReceiverReport report -> receiverReport(report);
            case SourceDescription description -> sourceDescription(description);
            case Goodbye goodbye -> goodbye(goodbye);
            case Nack nack -> nack(nack);
            case TransportFeedback feedback -> transportFeedback(feedback);
            case PictureLossIndication request -> pictureLossIndication(request);
            case FullIntraRequest request -> fullIntraRequest(request);
            case ReceiverEstimatedMaximumBitrate estimate -> estimate(estimate);
            case ExtendedReport report -> extendedReport(report);
            case Unrecognized unknown ->
                    throw new IllegalArgumentException("cannot be written: " + unknown);
        };
    }

    /** Makes room for a message, writes its header and returns where it starts. */
    private int open(int type, int count, int bytes) {
        if (bytes > remaining()) {
            return NO_ROOM;
        }
        int start = target.length();
        target.length(start + bytes);
        target.putU8(start, 0x80 | count);
        target.putU8(start + 1, type);
        target.putU16(start + 2, bytes / 4 - 1);
        return start;
    }

    private int openFeedback(int type, int format, long sender, long media, int contentBytes) {
        int start = open(type, format, RtcpFormat.FEEDBACK_HEADER_BYTES + contentBytes);
        if (start != NO_ROOM) {
            target.putU32(start + 4, sender);
            target.putU32(start + 8, media);
        }
        return start;
    }

    private boolean senderReport(SenderReport report) {
        int count = report.blocks().size();
        int bytes = ReportWriter.SENDER_HEADER_BYTES + count * ReportBlock.BYTES;
        int start = open(RtcpFormat.SENDER_REPORT, count, bytes);
        if (start != NO_ROOM) {
            ReportWriter.write(report, target, start);
        }
        return start != NO_ROOM;
    }

    private boolean receiverReport(ReceiverReport report) {
        int count = report.blocks().size();
        int bytes = ReportWriter.RECEIVER_HEADER_BYTES + count * ReportBlock.BYTES;
        int start = open(RtcpFormat.RECEIVER_REPORT, count, bytes);
        if (start != NO_ROOM) {
            ReportWriter.write(report, target, start);
        }
        return start != NO_ROOM;
    }

    private boolean extendedReport(ExtendedReport report) {
        int start = open(RtcpFormat.EXTENDED_REPORT, 0, ReportWriter.bytes(report));
        if (start != NO_ROOM) {
            ReportWriter.write(report, target, start);
        }
        return start != NO_ROOM;
    }

    private boolean sourceDescription(SourceDescription description) {
        int bytes = DescriptionWriter.bytes(description);
        if (bytes == DescriptionWriter.TOO_LONG) {
            return false;
        }
        int start = open(RtcpFormat.SOURCE_DESCRIPTION, description.chunks().size(), bytes);
        if (start != NO_ROOM) {
            DescriptionWriter.write(description, target, start);
        }
        return start != NO_ROOM;
    }

    private boolean goodbye(Goodbye goodbye) {
        int bytes = DescriptionWriter.bytes(goodbye);
        if (bytes == DescriptionWriter.TOO_LONG) {
            return false;
        }
        int start = open(RtcpFormat.GOODBYE, goodbye.ssrcs().size(), bytes);
        if (start != NO_ROOM) {
            DescriptionWriter.write(goodbye, target, start);
        }
        return start != NO_ROOM;
    }

    private boolean nack(Nack nack) {
        int[] pairs = NackPairs.pack(nack.sequenceNumbers());
        int start =
                openFeedback(
                        RtcpFormat.TRANSPORT_LAYER_FEEDBACK,
                        RtcpFormat.NACK,
                        nack.senderSsrc(),
                        nack.mediaSsrc(),
                        4 * pairs.length);
        if (start != NO_ROOM) {
            for (int i = 0; i < pairs.length; i++) {
                target.putI32(start + RtcpFormat.FEEDBACK_HEADER_BYTES + 4 * i, pairs[i]);
            }
        }
        return start != NO_ROOM;
    }

    private boolean transportFeedback(TransportFeedback feedback) {
        TransportFeedbackWriter writer = new TransportFeedbackWriter(feedback);
        int start =
                open(
                        RtcpFormat.TRANSPORT_LAYER_FEEDBACK,
                        RtcpFormat.TRANSPORT_WIDE_FEEDBACK,
                        writer.bytes());
        if (start != NO_ROOM) {
            writer.write(target, start);
        }
        return start != NO_ROOM;
    }

    private boolean pictureLossIndication(PictureLossIndication request) {
        int start =
                openFeedback(
                        RtcpFormat.PAYLOAD_SPECIFIC_FEEDBACK,
                        RtcpFormat.PICTURE_LOSS_INDICATION,
                        request.senderSsrc(),
                        request.mediaSsrc(),
                        /* contentBytes= */ 0);
        return start != NO_ROOM;
    }

    private boolean fullIntraRequest(FullIntraRequest request) {
        List<FullIntraRequest.Entry> entries = request.entries();
        int start =
                openFeedback(
                        RtcpFormat.PAYLOAD_SPECIFIC_FEEDBACK,
                        RtcpFormat.FULL_INTRA_REQUEST,
                        request.senderSsrc(),
                        /* media= */ 0, // RFC 5104 4.3.1.2: not used, zero
                        8 * entries.size());
        if (start != NO_ROOM) {
            int at = start + RtcpFormat.FEEDBACK_HEADER_BYTES;
            for (FullIntraRequest.Entry entry : entries) {
                target.putU32(at, entry.ssrc());
                target.putI32(at + 4, entry.sequenceNumber() << 24);
                at += 8;
            }
        }
        return start != NO_ROOM;
    }

    private boolean estimate(ReceiverEstimatedMaximumBitrate estimate) {
        List<Long> ssrcs = estimate.ssrcs();
        int start =
                openFeedback(
                        RtcpFormat.PAYLOAD_SPECIFIC_FEEDBACK,
                        RtcpFormat.APPLICATION_LAYER_FEEDBACK,
                        estimate.senderSsrc(),
                        /* media= */ 0, // draft-alvestrand-rmcat-remb-03 2.2: always zero
                        8 + 4 * ssrcs.size());
        if (start != NO_ROOM) {
            int at = start + RtcpFormat.FEEDBACK_HEADER_BYTES;
            int exponent = Math.max(0, 64 - 18 - Long.numberOfLeadingZeros(estimate.bitrate()));
            int mantissa = (int) (estimate.bitrate() >>> exponent);
            target.putI32(at, RtcpFormat.REMB);
            target.putI32(at + 4, ssrcs.size() << 24 | exponent << 18 | mantissa);
            for (int i = 0; i < ssrcs.size(); i++) {
                target.putU32(at + 8 + 4 * i, ssrcs.get(i));
            }
        }
        return start != NO_ROOM;
    }
}
