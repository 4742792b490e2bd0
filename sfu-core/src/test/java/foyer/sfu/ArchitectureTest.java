package foyer.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The borders inside the engine, as docs/architecture.md has them. Each rule is shown to report a
 * fixture that breaks it: a check that cannot fail is worse than none.
 */
class ArchitectureTest {
    private static final String ROOT = "foyer.sfu";
    private static final String FIXTURES = ROOT + ".fixtures.";
    private static final JavaClasses ENGINE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(ROOT);

    @Test
    void allPackagesAreLookedAt() {
        assertThat(ENGINE.stream().map(type -> LayerRules.packageBelow(ROOT, type)))
                .contains("api", "wire", "rtp", "router", "dtls", "engine")
                .doesNotContain("fixtures");
    }

    @Test
    void packagesHaveNoCycles() {
        LayerRules.noCycles(ROOT).check(ENGINE);
    }

    @Test
    void cycleIsReported() {
        assertThat(violations(LayerRules.noCycles(FIXTURES + "cycle"), "cycle"))
                .contains("Slice one", "Slice two");
    }

    @Test
    void packagesKeepToTheTable() {
        LayerRules.keepsToTheTable(ROOT).check(ENGINE);
    }

    @Test
    void useFromBelowIsReported() {
        assertThat(violations(LayerRules.keepsToTheTable(FIXTURES + "layers"), "layers"))
                .contains("wire may not use router");
    }

    @Test
    void packageOutsideTheTableIsReported() {
        assertThat(violations(LayerRules.keepsToTheTable(FIXTURES + "layers"), "layers"))
                .contains("stray is not in the layer table");
    }

    @Test
    void nothingBelowTheEngineHasExits() {
        ExitRules.noExitsBelowTheEngine(ROOT, ExitRules.LEAVES).check(ENGINE);
    }

    @Test
    void noLeaveIsLeftOver() {
        String all = violations(ExitRules.noExitsBelowTheEngine(ROOT, List.of()), ENGINE);
        assertThat(ExitRules.LEAVES)
                .allSatisfy(leave -> assertThat(all).contains(leave.violation()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AsksNameServer: rtp may not use java.net.InetAddress.getByName",
                "IsVolatile: rtp may not use volatile",
                "Locks: rtp may not use java.util.concurrent.locks.ReentrantLock",
                "Logs: rtp may not use org.slf4j.Logger",
                "MakesExecutor: rtp may not use java.util.concurrent.Executors",
                "OpensSocket: rtp may not use java.net.DatagramSocket",
                "Prints: rtp may not use java.io.PrintStream",
                "ReadsClock: rtp may not use java.lang.System.nanoTime",
                "ReadsWallClock: rtp may not use java.time.Instant.now",
                "Sleeps: rtp may not use java.lang.Thread",
                "Synchronizes: rtp may not use synchronized",
                "TakesChance: rtp may not use java.util.UUID.randomUUID",
                "WritesFile: rtp may not use java.nio.file.Files"
            })
    void exitIsReported(String violation) {
        assertThat(
                        violations(
                                ExitRules.noExitsBelowTheEngine(FIXTURES + "exits", List.of()),
                                "exits"))
                .contains(violation);
    }

    @Test
    void engineAndValuesAreFree() {
        assertThat(
                        violations(
                                ExitRules.noExitsBelowTheEngine(FIXTURES + "exits", List.of()),
                                "exits"))
                .doesNotContain("engine.", "HoldsAddress");
    }

    @Test
    void librariesHaveOneHome() {
        LayerRules.oneHomeForEachLibrary(ROOT).check(ENGINE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtp may not use io.netty.buffer.ByteBuf",
                "rtp may not use org.bouncycastle.tls.ProtocolVersion",
                "rtp may not use org.assertj.core.api.Assertions"
            })
    void libraryElsewhereIsReported(String violation) {
        ArchRule rule = LayerRules.oneHomeForEachLibrary(FIXTURES + "libraries");
        assertThat(violations(rule, "libraries")).contains(violation).doesNotContain("dtls.");
    }

    @Test
    void packagesAreNullMarked() {
        LayerRules.nullMarkedPackages(ROOT).check(ENGINE);
    }

    @Test
    void unmarkedPackageIsReported() {
        assertThat(violations(LayerRules.nullMarkedPackages(FIXTURES + "nullness"), "nullness"))
                .contains("bare.NoPackageInfo: no @NullMarked package-info");
    }

    private static String violations(ArchRule rule, String fixture) {
        return violations(rule, new ClassFileImporter().importPackages(FIXTURES + fixture));
    }

    private static String violations(ArchRule rule, JavaClasses classes) {
        return String.join("\n", rule.evaluate(classes).getFailureReport().getDetails());
    }
}
