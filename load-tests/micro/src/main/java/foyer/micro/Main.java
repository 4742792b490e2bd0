package foyer.micro;

import foyer.sfu.engine.LoopsBenchmark;
import foyer.sfu.engine.WholePathBenchmark;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks that are asked for, or all, with JMH's options, and prints a table: processor
 * time (of the best iteration, as others only add to it), garbage, and the time as a share of the
 * naive way's in the same run. The whole way of a packet, with its ratio, comes last.
 */
public final class Main {
    /** The parameters whose first value is the naive way. */
    private static final Map<String, String> NAIVE = Map.of("cipher", "BASE", "way", "NAIVE");

    private Main() {}

    /**
     * Arguments: JMH's options, or {@code whole} and what {@link WholePathBenchmark} takes, or
     * {@code loops} and what {@link LoopsBenchmark} takes.
     *
     * @throws Exception as what is measured throws it
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("whole")) {
            WholePathBenchmark.main(Arrays.copyOfRange(arguments, 1, arguments.length));
            return;
        }
        if (arguments.length > 0 && arguments[0].equals("loops")) {
            LoopsBenchmark.main(Arrays.copyOfRange(arguments, 1, arguments.length));
            return;
        }
        OptionsBuilder options = new OptionsBuilder();
        options.parent(new CommandLineOptions(arguments));
        options.mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuProfiler.class)
                .shouldFailOnError(true);
        CommandLineOptions given = new CommandLineOptions(arguments);
        options.forks(given.getForkCount().orElse(1));
        options.warmupIterations(given.getWarmupIterations().orElse(3));
        options.warmupTime(given.getWarmupTime().orElse(TimeValue.seconds(1)));
        options.measurementIterations(given.getMeasurementIterations().orElse(5));
        options.measurementTime(given.getMeasurementTime().orElse(TimeValue.seconds(1)));
        System.out.print(table(new Runner(options.build()).run()));
        if (given.getIncludes().isEmpty()) {
            WholePathBenchmark.measure(60, 200);
        }
    }

    private static String table(Collection<RunResult> results) {
        Map<String, Double> times = new LinkedHashMap<>();
        for (RunResult result : results) {
            times.put(name(result.getParams(), Map.of()), nanos(result));
        }
        StringBuilder table =
                new StringBuilder(
                        "\n| operation | CPU time | garbage | of the naive way |\n|---|---|---|---|\n");
        for (RunResult result : results) {
            String name = name(result.getParams(), Map.of());
            String naive = name(result.getParams(), NAIVE);
            table.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %,.0f ns | %,.0f B | %s |%n",
                            name,
                            nanos(result),
                            garbage(result),
                            name.equals(naive) ? "" : share(nanos(result), times.get(naive))));
        }
        return table.toString();
    }

    private static String share(double nanos, @Nullable Double naiveNanos) {
        return naiveNanos == null ? "" : String.format(Locale.ROOT, "%.2f", nanos / naiveNanos);
    }

    private static double nanos(RunResult result) {
        return secondary(result, CpuProfiler.NAME);
    }

    private static double garbage(RunResult result) {
        return secondary(result, "gc.alloc.rate.norm");
    }

    private static double secondary(RunResult result, String name) {
        Result<?> value = result.getSecondaryResults().get(name);
        return value == null ? 0 : value.getScore();
    }

    /** The benchmark and its parameters, some of them replaced. */
    private static String name(BenchmarkParams params, Map<String, String> instead) {
        String[] path = params.getBenchmark().split("\\.", -1);
        StringJoiner name = new StringJoiner(" ");
        name.add(path[path.length - 2].replace("Benchmark", ""));
        name.add(path[path.length - 1]);
        for (String key : params.getParamsKeys()) {
            name.add(instead.getOrDefault(key, params.getParam(key)));
        }
        return name.toString();
    }
}
