package foyer.signaling.session;

import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Loops that are busy when a test says so. */
final class FewLoops implements Placement {
    final Set<Integer> busy = ConcurrentHashMap.newKeySet();
    private final int loops;

    FewLoops(int loops) {
        this.loops = loops;
    }

    @Override
    public OptionalInt next() {
        return IntStream.range(0, loops).filter(loop -> !isBusy(loop)).findFirst();
    }

    @Override
    public boolean isBusy(int loop) {
        return busy.contains(loop);
    }
}
