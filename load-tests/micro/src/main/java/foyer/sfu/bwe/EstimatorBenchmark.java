package foyer.sfu.bwe;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A tenth of a second of one receiver's estimate at 3 Mbit/s: some 30 packets and one message of
 * feedback, and the simulated path that carries them.
 */
@State(Scope.Thread)
public class EstimatorBenchmark {
    private static final int MILLIS = 100;

    private SimulatedPath path = new SimulatedPath(1);

    @Setup
    public void open() {
        path = new SimulatedPath(1);
        path.run(10_000);
    }

    @Benchmark
    public long tenthOfASecond() {
        path.run(MILLIS);
        return path.estimator.bitsPerSecond();
    }
}
