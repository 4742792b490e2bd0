package foyer.sfu.engine;

import foyer.sfu.wire.Path;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Where a socket sends to, by small numbers, each with the address as the kernel wants it. */
final class Receivers {
    /** More than are ever sent to at a time; those who have left are forgotten with the rest. */
    private static final int MOST = 4096;

    private final Map<Path, Receiver> byPath = new HashMap<>();
    private Receiver[] byNumber = new Receiver[16];

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
        Receiver known = byPath.get(path);
        return known != null ? known : add(path);
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
            byNumber = new Receiver[16];
        }
    }
}
