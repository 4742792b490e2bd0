package foyer.signaling.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.MediaServerConfig;
import foyer.signaling.doctor.BuffersCheck.Granted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found of the machine, by the files of one that a test makes up. */
class MachineTest {
    private static final int WANTED = MediaServerConfig.SOCKET_BUFFER_BYTES;
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    @TempDir private Path root = Path.of("");

    private Kernel kernel(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        Files.writeString(path, text);
        return new Kernel(root);
    }

    private static List<Finding> buffers(int receive, int send) {
        return new BuffersCheck(() -> new Granted(receive, send)).look();
    }

    @Test
    void asksForLargerBuffers() {
        Findings.fine(buffers(WANTED, WANTED), "asks for 4096 kB and gets 4096 kB");
        Findings.only(
                buffers(WANTED, 212_992),
                Severity.ADVICE,
                "gets 4096 kB to receive, 208 kB to send",
                "net.core.rmem_max=4194304 and net.core.wmem_max=4194304");
        Findings.only(buffers(65_536, WANTED), Severity.WARNING, "Bursts are lost", "sysctl");
    }

    @Test
    void seesThatThereAreNoSockets() {
        Findings.only(
                new BuffersCheck(
                                () -> {
                                    throw new IOException("Too many open files");
                                })
                        .look(),
                Severity.PROBLEM,
                "No UDP socket can be opened (Too many open files)",
                "limit of open files");
    }

    @Test
    void getsBuffersOfARealSocket() throws IOException {
        assertThat(Granted.bySocket().receiveBytes()).isBetween(1_024, 2 * WANTED);
    }

    private List<Finding> files(String soft, long people) throws IOException {
        return files(soft, people, null);
    }

    private List<Finding> files(String soft, long people, @Nullable FrontSetup front)
            throws IOException {
        return new FilesCheck(
                        kernel(
                                "proc/self/limits",
                                """
                                Limit                     Soft Limit           Hard Limit           Units
                                Max processes             7                    7                    processes
                                Max open files            %-20s 524288               files
                                """
                                        .formatted(soft)),
                        people,
                        front)
                .look();
    }

    @Test
    void countsOpenFilesAgainstPeople() throws IOException {
        Findings.fine(files("65536", 1_600), "may have 65536 open, 1600 people need up to 5056");
        Findings.fine(files("65536", 1_600, new FrontSetup(443, "caddy", 443)), "need up to 11456");
        Findings.fine(files("unlimited", 1_600), "no limit");
        Findings.only(
                files("1024", 1_600),
                Severity.WARNING,
                "may have 1024 open, but 1600 people",
                "Raise it to 5056 (LimitNOFILE=");
    }

    private List<Finding> processor(String line, int cores, int loops) throws IOException {
        return new ProcessorCheck(
                        kernel("proc/cpuinfo", "processor\t: 0\n" + line + "\n"), cores, loops)
                .look();
    }

    @Test
    void missesInstructionsForEncryption() throws IOException {
        Findings.fine(processor("flags\t\t: fpu aes pclmulqdq avx avx2", 4, 2), "4 cores");
        Findings.fine(processor("Features\t: fp asimd aes pmull sha1", 4, 4), "4 cores");
        Findings.only(
                processor("flags\t\t: fpu sse2", 4, 2),
                Severity.WARNING,
                "no instructions aes, pclmulqdq, avx",
                "\"host\" instead of a model");
        Findings.only(
                processor("flags\t\t: fpu aes pclmulqdq", 4, 2),
                Severity.ADVICE,
                "no instructions avx",
                "virtual machine");
        Findings.only(
                processor("Features\t: fp asimd", 4, 2),
                Severity.WARNING,
                "no instructions aes, pmull",
                "virtual machine");
    }

    @Test
    void countsCores() throws IOException {
        String flags = "flags\t\t: aes pclmulqdq avx";
        Findings.only(processor(flags, 1, 1), Severity.ADVICE, "one core", "Give the server two");
        Findings.only(
                processor(flags, 2, 4), Severity.ADVICE, "4 media loops share 2 cores", "to 2");
    }

    @Test
    void countsMemory() throws IOException {
        kernel("proc/meminfo", "MemTotal:        4028440 kB\nMemFree: 1 kB\n");
        Findings.fine(new MemoryCheck(new Kernel(root)).look(), "3934 MiB");
        Findings.fine(
                new MemoryCheck(kernel("sys/fs/cgroup/memory.max", "max\n")).look(), "3934 MiB");
        Findings.only(
                new MemoryCheck(kernel("sys/fs/cgroup/memory.max", "268435456\n")).look(),
                Severity.WARNING,
                "There are 256 MiB",
                "Give it 512 or more");
    }

    private List<Finding> system(String release, int java) throws IOException {
        return new SystemCheck(kernel("proc/sys/kernel/osrelease", release + "\n"), java).look();
    }

    @Test
    void looksAtKernelAndJava() throws IOException {
        Findings.fine(system("6.1.0-13-amd64", 25), "Linux 6.1.0-13-amd64, Java 25.");
        Findings.fine(system("4.18.0", 25), "4.18");
        Findings.only(system("4.9.0-19", 25), Severity.ADVICE, "Linux 4.9.0-19", "4.18 or newer");
        Findings.only(system("6.1.0", 26), Severity.ADVICE, "This is Java 26", "JDK 25");
    }

    @Test
    void saysThatOtherSystemsTellLess() {
        Kernel nowhere = new Kernel(root.resolve("nowhere"));
        Findings.only(
                new SystemCheck(nowhere, 25).look(), Severity.WARNING, "not Linux", "Run it on");
        Findings.fine(new MemoryCheck(nowhere).look(), "does not tell");
        Findings.fine(new FilesCheck(nowhere, 10, null).look(), "does not tell");
        Findings.fine(
                new ProcessorCheck(nowhere, 2, 2).look(), "does not tell what its processor can");
        assertThat(nowhere.place()).isEqualTo(Ground.Place.MACHINE);
    }

    @Test
    void knowsAContainer() throws IOException {
        assertThat(kernel(".dockerenv", "").place()).isEqualTo(Ground.Place.CONTAINER);
    }

    private static List<Finding> clock(String built, KernelClock kept) {
        return new ClockCheck(NOW, built, kept).look();
    }

    @Test
    void doubtsTheClock() {
        Findings.fine(clock("2029-01-01T00:00:00Z", KernelClock.KEPT), "keeps it right");
        Findings.fine(clock("2030-01-01T12:00:00Z", KernelClock.KEPT), "keeps it right");
        Findings.fine(clock("unknown", KernelClock.UNKNOWN), "not told here");
        Findings.only(
                clock("2030-01-03T00:00:00Z", KernelClock.KEPT),
                Severity.PROBLEM,
                "before this Foyer was built (2030-01-03T00:00:00Z)",
                "Set the clock");
        Findings.only(
                clock("unknown", KernelClock.LEFT_ALONE),
                Severity.WARNING,
                "Nothing keeps it right",
                "timedatectl set-ntp true");
    }

    @Test
    void readsWhatTheKernelSaysOfItsClock() {
        assertThat(KernelClock.of(0, 0x2001)).isEqualTo(KernelClock.KEPT);
        assertThat(KernelClock.of(5, 0x0041)).isEqualTo(KernelClock.LEFT_ALONE);
        assertThat(KernelClock.of(-1, 0)).isEqualTo(KernelClock.UNKNOWN);
        assertThat(KernelClock.ask()).isNotNull();
    }

    @Test
    void missesThePages() throws IOException {
        Findings.only(
                new ClientCheck(root).look(),
                Severity.PROBLEM,
                "There is no page in",
                "FOYER_CLIENT_DIR");
        kernel("index.html", "<!doctype html>");
        Findings.fine(new ClientCheck(root).look(), "The pages are in");
    }
}
