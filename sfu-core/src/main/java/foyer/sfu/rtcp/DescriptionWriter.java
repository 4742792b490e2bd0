package foyer.sfu.rtcp;

import foyer.sfu.wire.PacketBuffer;
import org.jspecify.annotations.Nullable;

/** The content of the messages with text in them (RFC 3550 6.5, 6.6). */
final class DescriptionWriter {
    /** Instead of a size: a text does not fit its length byte. */
    static final int TOO_LONG = -1;

    private DescriptionWriter() {}

    static int bytes(SourceDescription description) {
        int bytes = RtcpFormat.HEADER_BYTES;
        for (SourceDescription.Chunk chunk : description.chunks()) {
            bytes += 4;
            for (SourceDescription.Item item : chunk.items()) {
                int textBytes = Texts.bytes(item.text()).length;
                if (textBytes > Texts.MAX_BYTES) {
                    return TOO_LONG;
                }
                bytes += 2 + textBytes;
            }
            bytes = endOfChunk(bytes);
        }
        return bytes;
    }

    /** At least one zero, up to the next 32 bits. */
    private static int endOfChunk(int bytes) {
        return (bytes + 4) & ~3;
    }

    static void write(SourceDescription description, PacketBuffer target, int start) {
        int at = start + RtcpFormat.HEADER_BYTES;
        for (SourceDescription.Chunk chunk : description.chunks()) {
            target.putU32(at, chunk.ssrc());
            at += 4;
            for (SourceDescription.Item item : chunk.items()) {
                target.putU8(at, item.type());
                at = writeText(item.text(), target, at + 1);
            }
            at = zero(target, at, start + endOfChunk(at - start));
        }
    }

    static int bytes(Goodbye goodbye) {
        int bytes = RtcpFormat.HEADER_BYTES + 4 * goodbye.ssrcs().size();
        @Nullable String reason = goodbye.reason();
        if (reason == null) {
            return bytes;
        }
        int textBytes = Texts.bytes(reason).length;
        return textBytes > Texts.MAX_BYTES ? TOO_LONG : (bytes + 1 + textBytes + 3) & ~3;
    }

    static void write(Goodbye goodbye, PacketBuffer target, int start) {
        int at = start + RtcpFormat.HEADER_BYTES;
        for (long ssrc : goodbye.ssrcs()) {
            target.putU32(at, ssrc);
            at += 4;
        }
        @Nullable String reason = goodbye.reason();
        if (reason != null) {
            at = writeText(reason, target, at);
            zero(target, at, start + ((at - start + 3) & ~3));
        }
    }

    private static int writeText(String text, PacketBuffer target, int at) {
        byte[] bytes = Texts.bytes(text);
        target.putU8(at, bytes.length);
        target.putBytes(at + 1, bytes, 0, bytes.length);
        return at + 1 + bytes.length;
    }

    private static int zero(PacketBuffer target, int from, int to) {
        for (int at = from; at < to; at++) {
            target.putU8(at, 0);
        }
        return to;
    }
}
