package foyer.sfu.rtcp;

import foyer.sfu.wire.PacketBuffer;
import java.util.List;

/** The content of reports behind their common header (RFC 3550 6.4, RFC 3611 4). */
final class ReportWriter {
    static final int SENDER_HEADER_BYTES = 28;
    static final int RECEIVER_HEADER_BYTES = 8;

    private static final int EXTENDED_HEADER_BYTES = 8;
    private static final int BLOCK_HEADER_BYTES = 4;
    private static final int REFERENCE_TIME_BYTES = 8;

    private ReportWriter() {}

    static void write(SenderReport report, PacketBuffer target, int start) {
        target.putU32(start + 4, report.ssrc());
        target.putI64(start + 8, report.ntp());
        target.putU32(start + 16, report.rtpTimestamp());
        target.putU32(start + 20, report.packetCount());
        target.putU32(start + 24, report.octetCount());
        writeBlocks(report.blocks(), target, start + SENDER_HEADER_BYTES);
    }

    static void write(ReceiverReport report, PacketBuffer target, int start) {
        target.putU32(start + 4, report.ssrc());
        writeBlocks(report.blocks(), target, start + RECEIVER_HEADER_BYTES);
    }

    private static void writeBlocks(List<ReportBlock> blocks, PacketBuffer target, int from) {
        int at = from;
        for (ReportBlock block : blocks) {
            target.putU32(at, block.ssrc());
            target.putU8(at + 4, block.fractionLost());
            target.putU24(at + 5, block.cumulativeLost());
            target.putU32(at + 8, block.extendedHighestSequence());
            target.putU32(at + 12, block.jitter());
            target.putU32(at + 16, block.lastSenderReport());
            target.putU32(at + 20, block.delaySinceLastSenderReport());
            at += ReportBlock.BYTES;
        }
    }

    static int bytes(ExtendedReport report) {
        int bytes = EXTENDED_HEADER_BYTES;
        for (ExtendedReport.Block block : report.blocks()) {
            bytes += BLOCK_HEADER_BYTES + contentBytes(block);
        }
        return bytes;
    }

    private static int contentBytes(ExtendedReport.Block block) {
        return switch (block) {
            case ExtendedReport.ReceiverReferenceTime _ -> REFERENCE_TIME_BYTES;
            case ExtendedReport.DelaySinceLastReceiverReport(List<ExtendedReport.Delay> delays) ->
                    delays.size() * ExtendedReport.Delay.BYTES;
        };
    }

    static void write(ExtendedReport report, PacketBuffer target, int start) {
        target.putU32(start + 4, report.ssrc());
        int at = start + EXTENDED_HEADER_BYTES;
        for (ExtendedReport.Block block : report.blocks()) {
            int contentBytes = contentBytes(block);
            target.putU16(at + 2, contentBytes / 4);
            switch (block) {
                case ExtendedReport.ReceiverReferenceTime(long ntp) -> {
                    target.putU16(at, ExtendedReport.ReceiverReferenceTime.TYPE << 8);
                    target.putI64(at + BLOCK_HEADER_BYTES, ntp);
                }
                case ExtendedReport.DelaySinceLastReceiverReport(
                                List<ExtendedReport.Delay> delays) -> {
                    target.putU16(at, ExtendedReport.DelaySinceLastReceiverReport.TYPE << 8);
                    writeDelays(delays, target, at + BLOCK_HEADER_BYTES);
                }
            }
            at += BLOCK_HEADER_BYTES + contentBytes;
        }
    }

    private static void writeDelays(
            List<ExtendedReport.Delay> delays, PacketBuffer target, int from) {
        int at = from;
        for (ExtendedReport.Delay delay : delays) {
            target.putU32(at, delay.ssrc());
            target.putU32(at + 4, delay.lastReceiverReport());
            target.putU32(at + 8, delay.delay());
            at += ExtendedReport.Delay.BYTES;
        }
    }
}
