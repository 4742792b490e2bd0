package foyer.load.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProcTest {
    @Test
    void readsTimeAndMemoryWhateverTheProcessIsCalled() {
        ProcessFigures figures =
                ProcessFigures.parse(
                        "42 (a ) b) S 1 42 42 0 -1 4194560 9 8 7 6 1250 250 0 0 20 0 31 0 99",
                        List.of("Name:\ta ) b", "VmHWM:\t  204800 kB", "VmRSS:\t  102400 kB"));
        assertThat(figures).isEqualTo(new ProcessFigures(15, 100, 200));
    }

    @Test
    void knowsItsOwnProcess() {
        ProcessFigures own = ProcessFigures.ownProcess();
        assertThat(own.cpuSeconds()).isPositive();
        assertThat(own.residentMb()).isPositive();
        assertThat(ProcessFigures.of(0).cpuSeconds()).isNaN();
    }

    @Test
    void sumsTheDropsOfItsOwnPorts() {
        List<String> table =
                List.of(
                        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when"
                                + " retrnsmt   uid  timeout inode ref pointer drops",
                        "  100: 0100007F:9C40 00000000:0000 07 00000000:00000000 00:00000000"
                                + " 00000000     0        0 1 2 0000000000000000 7",
                        "  101: 00000000:9C41 00000000:0000 07 00000000:00000000 00:00000000"
                                + " 00000000     0        0 1 2 0000000000000000 5");
        assertThat(SocketDrops.sum(table, Set.of(40_001))).isEqualTo(5);
        assertThat(SocketDrops.sum(table, Set.of(40_000, 40_001))).isEqualTo(12);
    }
}
