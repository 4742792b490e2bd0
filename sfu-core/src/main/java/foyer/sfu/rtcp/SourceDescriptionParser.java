package foyer.sfu.rtcp;

import foyer.sfu.wire.PacketBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads chunks of items (RFC 3550 6.5). */
final class SourceDescriptionParser {
    private SourceDescriptionParser() {}

    static @Nullable SourceDescription parse(PacketBuffer packet, int start, int end, int count) {
        List<SourceDescription.Chunk> chunks = new ArrayList<>(count);
        int at = start + RtcpFormat.HEADER_BYTES;
        for (int i = 0; i < count; i++) {
            if (at + 4 > end) {
                return null;
            }
            List<SourceDescription.Item> items = new ArrayList<>(1);
            int itemsEnd = readItems(packet, at + 4, end, items);
            if (itemsEnd < 0) {
                return null;
            }
            chunks.add(new SourceDescription.Chunk(packet.u32(at), items));
            // Zeros up to 32 bits, at least one; counted from the start of the message.
            at = start + ((itemsEnd - start + 4) & ~3);
        }
        return new SourceDescription(chunks);
    }

    /** Returns where the zero that ends the items stands, −1 when an item is cut off. */
    private static int readItems(
            PacketBuffer packet, int from, int end, List<SourceDescription.Item> items) {
        int at = from;
        while (at < end) {
            int type = packet.u8(at);
            if (type == 0) {
                return at;
            }
            if (at + 2 > end || at + 2 + packet.u8(at + 1) > end) {
                return -1;
            }
            int length = packet.u8(at + 1);
            items.add(new SourceDescription.Item(type, Texts.read(packet, at + 2, length)));
            at += 2 + length;
        }
        return -1;
    }
}
