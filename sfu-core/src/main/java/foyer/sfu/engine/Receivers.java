package foyer.sfu.engine;

import foyer.sfu.wire.Path;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a socket sends to, by small numbers, each with the address as the kernel wants it. */
final class Receivers {
    /** More than are ever sent to at a time; those who have left are forgotten with the rest. */
    private static final int MOST = 4096;

    private final Map<Path, Receiver> byPath = new HashMap<>();
    private Receiver[] byNumber = new Receiver[16];
    private @Nullable Receiver latest;

    /** A receiver. */
    static final class Receiver {
        private final int number;
        private final Path path;
        private MemorySegment nativeAddress = MemorySegment.NULL;

        private Receiver(int number, Path path) {
            this.number = number;
            this.path = path;
        }

        int number() {
            return number;
        }

        Path path() {
            return path;
        }

        @SuppressWarnings("ReferenceEquality") // a shortcut: an equal one is found in the map
        private boolean isOver(Path other) {
            return path == other;
        }

        /** As the sender left it, {@link MemorySegment#NULL} at first. */
        MemorySegment nativeAddress() {
            return nativeAddress;
        }

        void nativeAddress(MemorySegment address) {
            nativeAddress = address;
        }
    }

    /** The receiver at the other end of a path. */
    Receiver of(Path path) {
        // A frame's packets go to one receiver after the other.
        Receiver last = latest;
        if (last != null && last.isOver(path)) {
            return last;
        }
        Receiver known = byPath.get(path);
        Receiver receiver = known != null ? known : add(path);
        latest = receiver;
        return receiver;
    }

    private Receiver add(Path path) {
        int number = byPath.size();
        if (number == byNumber.length) {
            byNumber = Arrays.copyOf(byNumber, number * 2);
        }
        Receiver receiver = new Receiver(number, path);
        byPath.put(path, receiver);
        byNumber[number] = receiver;
        return receiver;
    }

    Receiver get(int number) {
        return byNumber[number];
    }

    /** Between batches: forgets all when they have become too many. */
    void trim() {
        if (byPath.size() > MOST) {
            byPath.clear();
            latest = null;
            byNumber = new Receiver[16];
        }
    }
}
