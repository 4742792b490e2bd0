package foyer.load.measure;

import foyer.load.scenario.Scenario;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The report at the end of a run, as Markdown that reads well as text. */
public final class Report {
    private Report() {}

    public static String of(
            Scenario scenario, Figures figures, Verdict verdict, Map<String, Long> failures) {
        StringBuilder text = new StringBuilder();
        text.append("# ").append(scenario.name()).append("\n\n");
        text.append(scenario.about()).append(".\n");
        text.append(line("%s%n%n", verdict.sentence()));
        text.append("| figure | value |\n|---|---|\n");
        people(text, figures);
        traffic(text, figures);
        row(text, "latency p50 / p99 / max", times(figures.times().latencies()));
        server(text, figures);
        generator(text, figures);
        if (!failures.isEmpty()) {
            text.append("\nWhat failed:\n\n");
            failures.forEach((why, times) -> text.append(line("- %d × %s%n", times, why)));
        }
        return text.toString();
    }

    private static void people(StringBuilder text, Figures figures) {
        Attendance there = figures.attendance();
        row(text, "joined", line("%d of %d", there.inside(), there.planned()));
        row(
                text,
                "failed, left as planned",
                line("%d, %d", figures.to().count(Count.FAILED), figures.to().count(Count.LEFT)));
        row(text, "join p50 / p99 / max", times(figures.times().joins()));
        row(text, "streams flowing", line("%d of %d", there.flowing(), there.streams()));
        row(text, "measured", line("%.1f s", figures.seconds()));
    }

    private static void traffic(StringBuilder text, Figures figures) {
        row(text, "packets into the server", rate(figures, Count.PACKETS_OUT, Count.BYTES_OUT));
        row(text, "packets out of the server", rate(figures, Count.PACKETS_IN, Count.BYTES_IN));
        row(
                text,
                "missing, repaired, duplicate, unreadable",
                line(
                        "%d, %d, %d, %d",
                        figures.count(Count.MISSING),
                        figures.count(Count.REPAIRED),
                        figures.count(Count.DUPLICATES),
                        figures.count(Count.UNREADABLE)));
        row(text, "loss after repair", line("%.3f %%", figures.loss() * 100));
        row(
                text,
                "asked again, sent again",
                line("%d, %d", figures.count(Count.NACKED), figures.count(Count.RESENT)));
        row(
                text,
                "key frames asked by viewers, by the server",
                line(
                        "%d, %d",
                        figures.count(Count.PICTURES_ASKED), figures.count(Count.KEY_FRAMES)));
        row(
                text,
                "videos paused for bandwidth",
                line("%d", figures.count(Count.PAUSED_FOR_BANDWIDTH)));
    }

    private static void server(StringBuilder text, Figures figures) {
        if (Double.isNaN(figures.serverCpuSeconds())) {
            row(text, "server", "not on this machine, or its process is not known");
            return;
        }
        row(
                text,
                "server's CPU",
                line(
                        "%.2f s, %.0f %% of a core",
                        figures.serverCpuSeconds(), figures.serverCores() * 100));
        row(text, "packets out per CPU second", line("%,.0f", figures.packetsPerCpuSecond()));
        row(text, "CPU per participant", line("%,.0f µs/s", figures.cpuMicrosPerParticipant()));
        row(
                text,
                "server's memory, its peak",
                line(
                        "%.0f MB, %.0f MB",
                        figures.to().server().residentMb(),
                        figures.to().server().peakResidentMb()));
    }

    private static void generator(StringBuilder text, Figures figures) {
        row(text, "generator's CPU", line("%.0f %% of a core", figures.generatorCores() * 100));
        row(
                text,
                "frames late, left out",
                line(
                        "%.2f %%, %d",
                        figures.lateFrames() * 100, figures.count(Count.FRAMES_SKIPPED)));
        row(text, "generator's loops' lag", times(figures.times().lags()));
        row(
                text,
                "dropped at the generator's sockets",
                line("%.3f %%", figures.droppedByGenerator() * 100));
    }

    private static String times(Histogram micros) {
        return micros.getTotalCount() == 0
                ? "none"
                : line(
                        "%.2f / %.2f / %.2f ms",
                        Figures.p50Millis(micros),
                        Figures.p99Millis(micros),
                        Figures.maxMillis(micros));
    }

    private static String rate(Figures figures, Count packets, Count bytes) {
        return line(
                "%,.0f/s, %.1f Mbit/s",
                figures.perSecond(packets), figures.perSecond(bytes) * 8 / 1e6);
    }

    private static void row(StringBuilder text, String name, String value) {
        text.append("| ").append(name).append(" | ").append(value).append(" |\n");
    }

    @SuppressWarnings("AnnotateFormatMethod") // a library for one annotation
    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
