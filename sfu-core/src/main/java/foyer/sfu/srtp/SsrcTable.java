package foyer.sfu.srtp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Windows by SSRC, without boxing: open addressing with linear probing. Beyond its limit the least
 * recently used window gives way.
 */
final class SsrcTable {
    private final int limit;
    private @Nullable IndexWindow[] slots = new @Nullable IndexWindow[16];
    private @Nullable IndexWindow latest;
    private int size;
    private long ticks;

    SsrcTable(int limit) {
        this.limit = limit;
    }

    @Nullable IndexWindow find(int ssrc) {
        IndexWindow window = latest;
        if (window == null || window.ssrc() != ssrc) {
            window = slots[slotOf(ssrc)];
        }
        return window;
    }

    /** Notes that the window's stream is alive. */
    void touch(IndexWindow window) {
        window.lastUse(++ticks);
        latest = window;
    }

    /** Adds a window whose SSRC is not in the table. */
    void add(IndexWindow window) {
        if (size == limit) {
            evictLeastRecentlyUsed();
        }
        if (size * 2 >= slots.length) {
            rebuild(slots.length * 2, null);
        }
        slots[slotOf(window.ssrc())] = window;
        size++;
        touch(window);
    }

    /** Everything in the table, least recently used first. */
    List<SrtpState.Stream> streams() {
        List<IndexWindow> windows = new ArrayList<>(size);
        for (IndexWindow window : slots) {
            if (window != null) {
                windows.add(window);
            }
        }
        windows.sort(Comparator.comparingLong(IndexWindow::lastUse));
        return windows.stream()
                .map(w -> new SrtpState.Stream(w.ssrc() & 0xffff_ffffL, w.highest()))
                .toList();
    }

    void restore(List<SrtpState.Stream> streams) {
        for (SrtpState.Stream stream : streams) {
            int ssrc = (int) stream.ssrc();
            if (find(ssrc) == null) {
                add(IndexWindow.restored(ssrc, stream.highestIndex()));
            }
        }
    }

    private void evictLeastRecentlyUsed() {
        IndexWindow oldest = null;
        for (IndexWindow window : slots) {
            if (window != null && (oldest == null || window.lastUse() < oldest.lastUse())) {
                oldest = window;
            }
        }
        rebuild(slots.length, oldest);
        size--;
        latest = null;
    }

    private void rebuild(int capacity, @Nullable IndexWindow without) {
        @Nullable IndexWindow[] old = slots;
        slots = new @Nullable IndexWindow[capacity];
        for (IndexWindow window : old) {
            if (window != null && window != without) {
                slots[slotOf(window.ssrc())] = window;
            }
        }
    }

    /** The slot that holds the SSRC, or the empty one where it belongs. */
    private int slotOf(int ssrc) {
        int mask = slots.length - 1;
        int slot = ((ssrc * 0x9E37_79B9) >>> 16) & mask;
        for (IndexWindow window = slots[slot]; window != null; window = slots[slot]) {
            if (window.ssrc() == ssrc) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
