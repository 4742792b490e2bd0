package foyer.sfu.rtcp;

import foyer.sfu.wire.PacketBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the blocks of an extended report that we know (RFC 3611 3, 4.4, 4.5). */
final class ExtendedReportParser {
    private static final int BLOCK_HEADER_BYTES = 4;

    private ExtendedReportParser() {}

    static @Nullable ExtendedReport parse(PacketBuffer packet, int start, int end) {
        if (end - start < 8) {
            return null;
        }
        List<ExtendedReport.Block> blocks = new ArrayList<>();
        int at = start + 8;
        while (at < end) {
            if (at + BLOCK_HEADER_BYTES > end) {
                return null;
            }
            int from = at + BLOCK_HEADER_BYTES;
            int blockEnd = from + 4 * packet.u16(at + 2);
            if (blockEnd > end) {
                return null;
            }
            int type = packet.u8(at);
            if (type == ExtendedReport.ReceiverReferenceTime.TYPE) {
                if (blockEnd - from != 8) {
                    return null;
                }
                blocks.add(new ExtendedReport.ReceiverReferenceTime(packet.i64(from)));
            } else if (type == ExtendedReport.DelaySinceLastReceiverReport.TYPE) {
                if ((blockEnd - from) % ExtendedReport.Delay.BYTES != 0) {
                    return null;
                }
                blocks.add(delays(packet, from, blockEnd));
            }
            at = blockEnd;
        }
        return new ExtendedReport(packet.u32(start + 4), blocks);
    }

    private static ExtendedReport.Block delays(PacketBuffer packet, int from, int end) {
        List<ExtendedReport.Delay> delays = new ArrayList<>();
        for (int at = from; at < end; at += ExtendedReport.Delay.BYTES) {
            delays.add(
                    new ExtendedReport.Delay(
                            packet.u32(at), packet.u32(at + 4), packet.u32(at + 8)));
        }
        return new ExtendedReport.DelaySinceLastReceiverReport(delays);
    }
}
