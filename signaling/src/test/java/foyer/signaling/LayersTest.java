package foyer.signaling;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The layers of this module; each rule is shown a class that breaks it. */
class LayersTest {
    private static final JavaClasses PRODUCT =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("foyer.signaling");

    private static final JavaClasses FIXTURES =
            new ClassFileImporter().importPackages("foyer.fixture");

    private static ArchRule layers(String root) {
        return layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("app")
                .definedBy(root + ".app..")
                .layer("socketio")
                .definedBy(root + ".socketio..")
                .layer("http")
                .definedBy(root + ".http..")
                .layer("session")
                .definedBy(root + ".session..")
                .layer("room")
                .definedBy(root + ".room..")
                .layer("media")
                .definedBy(root + ".media..")
                .layer("debug")
                .definedBy(root + ".debug..")
                .layer("protocol")
                .definedBy(root + ".protocol..")
                .layer("doctor")
                .definedBy(root + ".doctor..")
                .layer("address")
                .definedBy(root + ".address..")
                .whereLayer("address")
                .mayOnlyBeAccessedByLayers("app", "socketio", "http", "doctor")
                .whereLayer("doctor")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("app")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("socketio")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("http")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("session")
                .mayOnlyBeAccessedByLayers("app", "socketio", "http")
                .whereLayer("room")
                .mayOnlyBeAccessedByLayers("app", "socketio", "session")
                .whereLayer("media")
                .mayOnlyBeAccessedByLayers("app", "session", "debug", "doctor")
                .whereLayer("debug")
                .mayOnlyBeAccessedByLayers("http", "session")
                .whereLayer("protocol")
                .mayOnlyBeAccessedByLayers("socketio", "http", "session", "room", "doctor");
    }

    private static ArchRule onlySocketIoUsesItsLibrary(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".socketio..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.corundumstudio..");
    }

    private static ArchRule rulesOfRoomsArePure(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".room..")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.util.concurrent..", "java.time..", "io.netty..", "org.slf4j..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class);
    }

    private static ArchRule onlyMediaMeetsTheEngine(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(root + ".media..", root + ".app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("foyer.sfu.engine..");
    }

    private static void holds(ArchRule rule) {
        assertThat(rule.evaluate(PRODUCT).getFailureReport().getDetails()).isEmpty();
    }

    private static void isBrokenBy(String fixture, ArchRule rule) {
        assertThat(rule.evaluate(FIXTURES).getFailureReport().getDetails())
                .anyMatch(detail -> detail.contains(fixture));
    }

    @Test
    void dependOnlyDownwards() {
        holds(layers("foyer.signaling"));
        isBrokenBy("RoomThatKnowsItsSession", layers("foyer.fixture"));
    }

    @Test
    void leaveSocketIoToOnePackage() {
        holds(onlySocketIoUsesItsLibrary("foyer.signaling"));
        isBrokenBy("SomeSession", onlySocketIoUsesItsLibrary("foyer.fixture"));
    }

    @Test
    void keepTimeAndThreadsOutOfRooms() {
        holds(rulesOfRoomsArePure("foyer.signaling"));
        isBrokenBy("RoomWithAClock", rulesOfRoomsArePure("foyer.fixture"));
    }

    @Test
    void meetTheEngineInOnePlace() {
        holds(onlyMediaMeetsTheEngine("foyer.signaling"));
    }

    @Test
    void haveNoCycles() {
        slices().matching("foyer.signaling.(*)..").should().beFreeOfCycles().check(PRODUCT);
    }
}
