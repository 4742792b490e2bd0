package foyer.sfu.forward;

import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One receiver's downlink divided among its videos, under a budget that wavers. */
@State(Scope.Thread)
public class LayersBenchmark {
    private static final long TICK_NANOS = 200_000_000;
    private static final List<Rung> LADDER =
            List.of(new Rung(0, 2, 150_000), new Rung(1, 2, 500_000), new Rung(2, 2, 1_500_000));

    @Param({"4", "25"})
    public int videos = 4;

    private BitrateAllocator allocator = new BitrateAllocator();
    private long nowNanos;
    private int changes;

    @Setup
    public void open() {
        allocator = new BitrateAllocator();
        for (int i = 0; i < videos; i++) {
            Allotment allotment = new Allotment("video" + i);
            allotment.offer(LADDER, i == 0 ? Importance.STAGE : Importance.THUMBNAIL);
            allocator.add(allotment);
        }
    }

    @Benchmark
    public int allocate() {
        nowNanos += TICK_NANOS;
        boolean narrow = (nowNanos / TICK_NANOS & 64) == 0;
        allocator.allocate(narrow ? 2_000_000 : 10_000_000, nowNanos, allotment -> changes++);
        return changes;
    }
}
