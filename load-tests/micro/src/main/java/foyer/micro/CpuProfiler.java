package foyer.micro;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * The processor's time for an operation, that for the collection of its garbage included: on a
 * shared machine the wall's clock tells what the others do.
 */
public final class CpuProfiler implements InternalProfiler {
    static final String NAME = "cpu.norm";

    private final OperatingSystemMXBean process =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private long beforeNanos;

    @Override
    public String getDescription() {
        return "processor time for an operation";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        beforeNanos = process.getProcessCpuTime();
    }

    @Override
    public Collection<ScalarResult> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        long nanos = process.getProcessCpuTime() - beforeNanos;
        long operations = Math.max(1, result.getMetadata().getAllOps());
        return List.of(
                new ScalarResult(
                        NAME, (double) nanos / operations, "ns/op", AggregationPolicy.MIN));
    }
}
