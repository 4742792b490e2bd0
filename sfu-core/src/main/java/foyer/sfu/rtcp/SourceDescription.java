package foyer.sfu.rtcp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RFC 3550 6.5.
 *
 * @param chunks at most 31
 */
public record SourceDescription(List<Chunk> chunks) implements RtcpMessage {
    /** The item type of the canonical name. */
    public static final int CNAME = 1;

    public SourceDescription {
        chunks = Limits.atMost(Limits.MAX_COUNT, "chunks", chunks);
    }

    /** The canonical name of one stream. */
    public static SourceDescription ofCname(long ssrc, String cname) {
        return new SourceDescription(List.of(new Chunk(ssrc, List.of(new Item(CNAME, cname)))));
    }

    /** What is said of one stream. */
    public record Chunk(long ssrc, List<Item> items) {
        public Chunk {
            items = List.copyOf(items);
        }

        /** The canonical name, null when it is not said. */
        public @Nullable String cname() {
            for (Item item : items) {
                if (item.type == CNAME) {
                    return item.text;
                }
            }
            return null;
        }
    }

    /**
     * One item.
     *
     * @param type 1…255
     * @param text at most 255 bytes in UTF-8
     */
    public record Item(int type, String text) {}
}
