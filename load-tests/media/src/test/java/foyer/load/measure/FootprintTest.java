package foyer.load.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FootprintTest {
    private static final String STAT =
            "4711 (media-1) S 1 4711 4711 0 -1 4194368 9 0 0 0 250 50 0 0 20 0 9 0 1 1 1";

    @Test
    void knowsAThreadWithoutItsNumber() {
        assertEquals("media", Footprint.name(STAT));
        assertEquals("C2 CompilerThre", Footprint.name("1 (C2 CompilerThre) S"));
        assertTrue(Footprint.isCompiler("C2 CompilerThre"));
        assertFalse(Footprint.isCompiler("media"));
    }

    @Test
    void addsUserAndSystemTime() {
        assertEquals(3.0, Footprint.seconds(STAT));
    }

    @Test
    void readsANumberOfTheStatus() {
        List<String> status =
                List.of("VmRSS:\t  170000 kB", "RssAnon:\t  120000 kB", "Threads:\t31");
        assertEquals(120_000, Footprint.number(status, "RssAnon:"));
        assertEquals(31, Footprint.number(status, "Threads:"));
    }

    @Test
    void findsTheSumOfAHistogram() throws IOException {
        assertEquals(
                2_500_000,
                Footprint.total(
                        "4711:\n num #instances #bytes\n   1:  10  20  [B\nTotal   5000   2500000\n"));
        assertThrows(IOException.class, () -> Footprint.total("4711: no such process"));
    }

    @Test
    void readsTheJvmsAccount() {
        assertEquals(
                Map.of("Java Heap", 20_480L, "Thread", 900L),
                Jcmd.parseNative(
                        """
                        Total: reserved=5000KB, committed=21380KB
                        -                 Java Heap (reserved=6225920KB, committed=20480KB)
                                                    (mmap: reserved=6225920KB, committed=20480KB)
                        -                    Thread (reserved=20000KB, committed=900KB)
                        """));
    }
}
