package foyer.sfu.rtcp;

import foyer.sfu.wire.PacketBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads feedback messages (RFC 4585 6.1); their "count" is a format. */
final class FeedbackParser {
    private static final int BITS = 16;

    private FeedbackParser() {}

    static @Nullable RtcpMessage transportLayer(
            PacketBuffer packet, int start, int end, int format) {
        if (end - start < RtcpFormat.FEEDBACK_HEADER_BYTES) {
            return null;
        }
        return switch (format) {
            case RtcpFormat.NACK -> nack(packet, start, end);
            case RtcpFormat.TRANSPORT_WIDE_FEEDBACK ->
                    TransportFeedbackParser.parse(packet, start, end);
            default -> unrecognized(packet, start, end, format);
        };
    }

    static @Nullable RtcpMessage payloadSpecific(
            PacketBuffer packet, int start, int end, int format) {
        if (end - start < RtcpFormat.FEEDBACK_HEADER_BYTES) {
            return null;
        }
        return switch (format) {
            case RtcpFormat.PICTURE_LOSS_INDICATION ->
                    new PictureLossIndication(packet.u32(start + 4), packet.u32(start + 8));
            case RtcpFormat.FULL_INTRA_REQUEST -> fullIntraRequest(packet, start, end);
            case RtcpFormat.APPLICATION_LAYER_FEEDBACK -> application(packet, start, end);
            default -> unrecognized(packet, start, end, format);
        };
    }

    private static @Nullable RtcpMessage nack(PacketBuffer packet, int start, int end) {
        int from = start + RtcpFormat.FEEDBACK_HEADER_BYTES;
        if (from == end || (end - from) % 4 != 0) {
            return null;
        }
        List<Integer> numbers = new ArrayList<>();
        for (int at = from; at < end; at += 4) {
            int first = packet.u16(at);
            int following = packet.u16(at + 2);
            numbers.add(first);
            for (int i = 0; i < BITS; i++) {
                // RFC 4585 6.2.1: BLP bit i means pid+i+1 lost
                if ((following >> i & 1) != 0) {
                    numbers.add((first + i + 1) & 0xffff);
                }
            }
        }
        return new Nack(packet.u32(start + 4), packet.u32(start + 8), numbers);
    }

    private static @Nullable RtcpMessage fullIntraRequest(PacketBuffer packet, int start, int end) {
        int from = start + RtcpFormat.FEEDBACK_HEADER_BYTES;
        if (from == end || (end - from) % 8 != 0) {
            return null;
        }
        List<FullIntraRequest.Entry> entries = new ArrayList<>((end - from) / 8);
        for (int at = from; at < end; at += 8) {
            entries.add(new FullIntraRequest.Entry(packet.u32(at), packet.u8(at + 4)));
        }
        return new FullIntraRequest(packet.u32(start + 4), entries);
    }

    private static @Nullable RtcpMessage application(PacketBuffer packet, int start, int end) {
        int from = start + RtcpFormat.FEEDBACK_HEADER_BYTES;
        if (end - from < 4 || packet.i32(from) != RtcpFormat.REMB) {
            return unrecognized(packet, start, end, RtcpFormat.APPLICATION_LAYER_FEEDBACK);
        }
        if (end - from < 8 || from + 8 + 4 * packet.u8(from + 4) > end) {
            return null;
        }
        int exponent = packet.u8(from + 5) >> 2;
        long mantissa = packet.u24(from + 5) & 0x3ffff;
        // A bitrate beyond 63 bits is as good as unlimited.
        long bitrate =
                exponent < Long.numberOfLeadingZeros(mantissa)
                        ? mantissa << exponent
                        : Long.MAX_VALUE;
        return new ReceiverEstimatedMaximumBitrate(
                packet.u32(start + 4),
                bitrate,
                RtcpParser.ssrcs(packet, from + 8, packet.u8(from + 4)));
    }

    private static Unrecognized unrecognized(PacketBuffer packet, int start, int end, int format) {
        return new Unrecognized(packet.u8(start + 1), format, end - start);
    }
}
