package foyer.sfu.rtcp;

import foyer.sfu.wire.PacketBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads compound and reduced-size RTCP packets (RFC 3550 6.1, RFC 5506): any bytes. Memory is
 * bounded by the packet's size.
 */
public final class RtcpParser {
    private static final int VERSION = 2;
    private static final int SENDER_INFO_BYTES = 20;

    private RtcpParser() {}

    /**
     * Hands over message by message.
     *
     * @return false when the packet is empty or a message in it malformed; those before it were
     *     handed over, those behind it are lost
     */
    public static boolean parse(PacketBuffer packet, RtcpSink sink) {
        int at = 0;
        do {
            int end = messageEnd(packet, at);
            if (end < 0) {
                return false;
            }
            int contentEnd = end - padding(packet, at, end);
            if (contentEnd < at + RtcpFormat.HEADER_BYTES) {
                return false;
            }
            RtcpMessage message = message(packet, at, contentEnd);
            if (message == null) {
                return false;
            }
            sink.accept(message);
            at = end;
        } while (at < packet.length());
        return true;
    }

    /** Where the message that starts here ends, −1 when its header is impossible. */
    private static int messageEnd(PacketBuffer packet, int at) {
        if (at + RtcpFormat.HEADER_BYTES > packet.length() || packet.u8(at) >> 6 != VERSION) {
            return -1;
        }
        int end = at + 4 * (packet.u16(at + 2) + 1);
        return end <= packet.length() ? end : -1;
    }

    /** RFC 3550 6.4.1: with bit P the last byte counts the padding, itself included. */
    private static int padding(PacketBuffer packet, int at, int end) {
        if ((packet.u8(at) & 0x20) == 0) {
            return 0;
        }
        int padding = packet.u8(end - 1);
        return padding == 0 ? Integer.MAX_VALUE : padding;
    }

    private static @Nullable RtcpMessage message(PacketBuffer packet, int start, int end) {
        int count = packet.u8(start) & 0x1f;
        int type = packet.u8(start + 1);
        return switch (type) {
            case RtcpFormat.SENDER_REPORT -> senderReport(packet, start, end, count);
            case RtcpFormat.RECEIVER_REPORT -> receiverReport(packet, start, end, count);
            case RtcpFormat.SOURCE_DESCRIPTION ->
                    SourceDescriptionParser.parse(packet, start, end, count);
            case RtcpFormat.GOODBYE -> goodbye(packet, start, end, count);
            case RtcpFormat.TRANSPORT_LAYER_FEEDBACK ->
                    FeedbackParser.transportLayer(packet, start, end, count);
            case RtcpFormat.PAYLOAD_SPECIFIC_FEEDBACK ->
                    FeedbackParser.payloadSpecific(packet, start, end, count);
            case RtcpFormat.EXTENDED_REPORT -> ExtendedReportParser.parse(packet, start, end);
            default -> new Unrecognized(type, count, end - start);
        };
    }

    private static @Nullable RtcpMessage senderReport(
            PacketBuffer packet, int start, int end, int count) {
        int blocksAt = start + 8 + SENDER_INFO_BYTES;
        if (blocksAt + count * ReportBlock.BYTES > end) {
            return null;
        }
        return new SenderReport(
                packet.u32(start + 4),
                packet.i64(start + 8),
                packet.u32(start + 16),
                packet.u32(start + 20),
                packet.u32(start + 24),
                reportBlocks(packet, blocksAt, count));
    }

    private static @Nullable RtcpMessage receiverReport(
            PacketBuffer packet, int start, int end, int count) {
        int blocksAt = start + 8;
        if (blocksAt + count * ReportBlock.BYTES > end) {
            return null;
        }
        return new ReceiverReport(packet.u32(start + 4), reportBlocks(packet, blocksAt, count));
    }

    private static List<ReportBlock> reportBlocks(PacketBuffer packet, int from, int count) {
        List<ReportBlock> blocks = new ArrayList<>(count);
        for (int i = 0, at = from; i < count; i++, at += ReportBlock.BYTES) {
            blocks.add(
                    new ReportBlock(
                            packet.u32(at),
                            packet.u8(at + 4),
                            packet.i32(at + 4) << 8 >> 8,
                            packet.u32(at + 8),
                            packet.u32(at + 12),
                            packet.u32(at + 16),
                            packet.u32(at + 20)));
        }
        return blocks;
    }

    private static @Nullable RtcpMessage goodbye(
            PacketBuffer packet, int start, int end, int count) {
        int reasonAt = start + 4 + 4 * count;
        if (reasonAt > end) {
            return null;
        }
        List<Long> ssrcs = ssrcs(packet, start + 4, count);
        if (reasonAt == end) {
            return new Goodbye(ssrcs, null);
        }
        int length = packet.u8(reasonAt);
        return reasonAt + 1 + length > end
                ? null
                : new Goodbye(ssrcs, Texts.read(packet, reasonAt + 1, length));
    }

    static List<Long> ssrcs(PacketBuffer packet, int from, int count) {
        List<Long> ssrcs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ssrcs.add(packet.u32(from + 4 * i));
        }
        return ssrcs;
    }
}
